package com.scrabbl.mail;

/** How far a conversation with the relay had come; the constants stand in the order of the conversation. */
public enum Stage {
    /** The message could not be made: the relay was not spoken to. */
    RENDER,
    /** DNS, TCP, and the relay's greeting. */
    CONNECT,
    EHLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The content is being written; the final dot is not. */
    BODY,
    /** The final dot may have left this machine. */
    DOT
}
