package com.scrabbl.site;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Queries and forms that cannot be read: octets that are no UTF-8, too many fields, too large a form. That is the sender's
 * fault and nothing for the log.
 */
@ControllerAdvice
class MalformedRequests {

    @ExceptionHandler
    void unreadable(InvalidParameterException unreadable, HttpServletResponse response) throws IOException {
        response.sendError(unreadable.getErrorCode());
    }
}
