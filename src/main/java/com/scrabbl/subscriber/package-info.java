/** Who subscribes: subscribers, their subscriptions and consents, the import of lists, and addresses that must not be mailed. */
@ApplicationModule(allowedDependencies = {"audit", "mail"})
@NullMarked
package com.scrabbl.subscriber;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
