package com.scrabbl.run;

/** Without a public address readers on other machines could not leave by the link in the mail. */
public class PublicUrlMissingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    PublicUrlMissingException(String relay) {
        super(
                ("The relay %s is not on this machine, and scrabbl.public-url is not an https address: readers could not reach "
                                + "the links in their mail. Set scrabbl.public-url=https://….")
                        .formatted(relay));
    }
}
