-- Full-width letters and digits in addresses and topics become ASCII at the door from now on; what is stored follows, so that
-- it is found by what is typed. Two addresses that become one stay as they are, as two people.
CREATE TABLE look_alike (
    id bigint PRIMARY KEY,
    address varchar(320) NOT NULL
);
INSERT INTO look_alike (id, address)
SELECT id, TRANSLATE(address, 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＋－＿',
                     'abcdefghijklmnopqrstuvwxyz0123456789+-_')
FROM subscriber
WHERE address <> TRANSLATE(address, 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＋－＿',
                           'abcdefghijklmnopqrstuvwxyz0123456789+-_');
UPDATE subscriber
SET email = TRANSLATE(email, 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ０１２３４５６７８９＋－＿',
                      'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_'),
    address = (SELECT l.address FROM look_alike l WHERE l.id = subscriber.id)
WHERE id IN (
    SELECT l.id
    FROM look_alike l
    WHERE NOT EXISTS (SELECT 1 FROM subscriber s WHERE s.address = l.address)
      AND NOT EXISTS (SELECT 1 FROM look_alike o WHERE o.address = l.address AND o.id <> l.id));
DROP TABLE look_alike;

-- A copy: whoever stays under the former spelling stays suppressed.
INSERT INTO suppression (address, cause, evidence, since, expires_at)
SELECT TRANSLATE(address, 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＋－＿',
                 'abcdefghijklmnopqrstuvwxyz0123456789+-_'),
       cause, evidence, since, expires_at
FROM suppression
WHERE address <> TRANSLATE(address, 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＋－＿',
                           'abcdefghijklmnopqrstuvwxyz0123456789+-_')
ON CONFLICT DO NOTHING;

UPDATE subscription
SET topics = TRANSLATE(topics, 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＋－＿',
                       'abcdefghijklmnopqrstuvwxyz0123456789+-_')
WHERE topics <> TRANSLATE(topics, 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＋－＿',
                          'abcdefghijklmnopqrstuvwxyz0123456789+-_');
