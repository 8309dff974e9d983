package com.scrabbl.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Closes the applications after the last test class: left to the JVM's shutdown hooks, which run side by side, an
 * application would wait for a database that is gone already.
 */
public final class CloseApplications implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(CloseApplications.class))
                .computeIfAbsent(CloseApplications.class, key -> (AutoCloseable) TestApplication::closeAll);
    }
}
