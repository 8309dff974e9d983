package com.scrabbl.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The health endpoint tells everybody the status alone; of what it is made is for this machine. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class HealthComponents implements HealthEndpointGroupsPostProcessor {

    @Override
    public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
        return new Groups(groups);
    }

    /** Without a request at hand, as while routes are made, there is nobody to hide anything from. */
    private static boolean isForEverybody() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                && !Sender.isTrusted(current.getRequest());
    }

    private record Groups(HealthEndpointGroups all) implements HealthEndpointGroups {

        @Override
        public HealthEndpointGroup getPrimary() {
            return new Group(all.getPrimary());
        }

        @Override
        public Set<String> getNames() {
            return isForEverybody() ? Set.of() : all.getNames();
        }

        @Override
        public @Nullable HealthEndpointGroup get(String name) {
            HealthEndpointGroup group = all.get(name);
            return group == null ? null : new Group(group);
        }

        @Override
        public @Nullable HealthEndpointGroup get(AdditionalHealthEndpointPath path) {
            HealthEndpointGroup group = all.get(path);
            return group == null ? null : new Group(group);
        }

        @Override
        public Set<HealthEndpointGroup> getAllWithAdditionalPath(WebServerNamespace namespace) {
            return all.getAllWithAdditionalPath(namespace);
        }
    }

    private record Group(HealthEndpointGroup whole) implements HealthEndpointGroup {

        @Override
        public boolean isMember(String name) {
            return whole.isMember(name);
        }

        @Override
        public boolean showComponents(SecurityContext context) {
            return !isForEverybody() && whole.showComponents(context);
        }

        @Override
        public boolean showDetails(SecurityContext context) {
            return !isForEverybody() && whole.showDetails(context);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return whole.getStatusAggregator();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return whole.getHttpCodeStatusMapper();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return whole.getAdditionalPath();
        }
    }
}
