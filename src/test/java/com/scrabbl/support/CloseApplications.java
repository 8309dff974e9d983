package com.scrabbl.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Closes the applications after the last test class of this process: left to the JVM's shutdown hooks, which run side by
 * side, an application would wait for a database that is gone already. They belong to the session, since Surefire's
 * processes run each class by itself: closed with its root, they would be started again for each class.
 */
public final class CloseApplications implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(CloseApplications.class))
                .computeIfAbsent(CloseApplications.class, key -> (AutoCloseable) TestApplication::closeAll);
    }
}
