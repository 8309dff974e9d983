package com.scrabbl.demo;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the pictures of the demo's articles. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoPictures implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/demo/pictures/**").addResourceLocations("classpath:/demo/pictures/");
    }
}
