package com.scrabbl.template;

import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TemplatesConfiguration {

    @Bean
    Templates templates() {
        return new Templates(Path.of("templates"));
    }
}
