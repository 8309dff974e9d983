package com.scrabbl.signup;

import static com.scrabbl.timestamp.Timestamps.instant;
import static com.scrabbl.timestamp.Timestamps.instantOrNull;
import static com.scrabbl.timestamp.Timestamps.utc;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.signup.SignupRequest.Origin;
import com.scrabbl.signup.SignupRequest.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests to join, one row each, whoever asks for whom. */
@Repository
class SignupRequests {

    private static final String SELECT = """
            SELECT id, origin, email, choices, language, time_zone, wording, network, user_agent, detail,
                   requested_at, confirmed_at
            FROM signup_request
            """;

    private final JdbcClient jdbc;

    SignupRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes one down; its own number is not looked at. */
    void add(SignupRequest request) {
        jdbc.sql("""
                        INSERT INTO signup_request (origin, email, address, choices, language, time_zone, wording,
                                                    wording_version, network, user_agent, detail, requested_at)
                        VALUES (:origin, :email, :address, :choices, :language, :timeZone, :wording,
                                :wordingVersion, :network, :userAgent, :detail, :requestedAt)
                        """)
                .param("origin", request.origin().name())
                .param("email", request.address().typed())
                .param("address", request.address().normal())
                .param("choices", Choice.stored(request.choices()))
                .param("language", request.language())
                .param("timeZone", request.timeZone())
                .param("wording", request.proof().wording())
                .param("wordingVersion", request.proof().wordingVersion())
                .param("network", request.proof().network())
                .param("userAgent", request.proof().userAgent())
                .param("detail", request.detail())
                .param("requestedAt", utc(request.requestedAt()))
                .update();
    }

    /** Those nobody has decided yet, after this one, the oldest first, in the order of the whole key: H2 would sort them all. */
    List<Long> openAfter(Origin origin, long lastId, int limit) {
        return jdbc.sql("""
                        SELECT id FROM signup_request
                        WHERE handled_at IS NULL AND origin = :origin AND id > :last
                        ORDER BY handled_at, origin, id
                        LIMIT :limit
                        """)
                .param("origin", origin.name())
                .param("last", lastId)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** The request, if it is open and no other process has it in hand; locked to the end of the transaction. */
    Optional<SignupRequest> take(long id) {
        return jdbc.sql(SELECT + "WHERE id = :id AND handled_at IS NULL FOR UPDATE SKIP LOCKED")
                .param("id", id)
                .query(SignupRequests::request)
                .optional();
    }

    /** Empty when there is none, or the person was erased. */
    Optional<SignupRequest> find(long id) {
        return jdbc.sql(SELECT + "WHERE id = :id AND address <> '(erased)'")
                .param("id", id)
                .query(SignupRequests::request)
                .optional();
    }

    void handled(long id, Outcome outcome, Instant now) {
        jdbc.sql("UPDATE signup_request SET handled_at = :now, outcome = :outcome WHERE id = :id")
                .param("id", id)
                .param("outcome", outcome.name())
                .param("now", utc(now))
                .update();
    }

    /** Whether it was this call that confirmed it; false, too, when the person was erased meanwhile. */
    boolean confirm(long id, Instant now) {
        return jdbc.sql("""
                        UPDATE signup_request SET confirmed_at = :now
                        WHERE id = :id AND confirmed_at IS NULL AND address <> '(erased)'
                        """).param("id", id).param("now", utc(now)).update() == 1;
    }

    private static SignupRequest request(ResultSet row, int number) throws SQLException {
        return new SignupRequest(
                row.getLong("id"),
                Origin.valueOf(row.getString("origin")),
                EmailAddress.ofStored(row.getString("email")),
                Choice.parse(row.getString("choices")),
                row.getString("language"),
                row.getString("time_zone"),
                new Proof(row.getString("wording"), row.getString("network"), row.getString("user_agent")),
                row.getString("detail"),
                instant(row, "requested_at"),
                instantOrNull(row, "confirmed_at"));
    }
}
