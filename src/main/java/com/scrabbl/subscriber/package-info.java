/**
 * Who subscribes: subscribers, their subscriptions and consents, and addresses that must not be mailed. Lists as files are in
 * {@link com.scrabbl.subscriber.transfer}.
 */
@ApplicationModule(allowedDependencies = {"audit", "files", "mail", "spelling", "timestamp"})
@NullMarked
package com.scrabbl.subscriber;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
