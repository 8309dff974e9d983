/** One message and one SMTP connection: addresses, messages cut at their slots, replies, the relay; {@code mail.check} is what receivers look at. */
@ApplicationModule(allowedDependencies = {"files"})
@NullMarked
package com.scrabbl.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
