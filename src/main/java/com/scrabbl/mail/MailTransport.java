package com.scrabbl.mail;

/** Where messages go: the relay, or for a rehearsal a folder. */
public interface MailTransport {

    /**
     * Opens a connection, ready for a message.
     *
     * @throws RelayException if there is none to be had
     */
    MailConnection open();

    /** For people: host and port, or the folder. */
    String name();
}
