package com.scrabbl.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A relay inside the process, on a free port of this machine: it takes mail for anybody and keeps it in memory. The demo
 * knows no other one, whatever {@code spring.mail.*} says.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoRelay {

    private static final String THIS_MACHINE = "127.0.0.1";

    @Bean(initMethod = "start", destroyMethod = "stop")
    GreenMail relay() {
        return new GreenMail(new ServerSetup(0, THIS_MACHINE, ServerSetup.PROTOCOL_SMTP));
    }

    @Bean
    JavaMailSenderImpl mailSender(GreenMail relay) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(THIS_MACHINE);
        sender.setPort(relay.getSmtp().getPort());
        return sender;
    }
}
