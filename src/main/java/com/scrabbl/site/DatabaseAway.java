package com.scrabbl.site;

import com.scrabbl.disk.DatabaseTrouble;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers 503 when the database is away or cannot write; what a form asked is not done, since it is one transaction. */
@ControllerAdvice
class DatabaseAway {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAway.class);

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    void unavailable(NestedRuntimeException failure, HttpServletResponse response) throws IOException {
        if (!DatabaseTrouble.isAway(failure)) {
            throw failure;
        }
        log.warn("A page could not be answered: {}", DatabaseTrouble.sentence(failure));
        log.debug("A page could not be answered", failure);
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
}
