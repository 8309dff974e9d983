package com.scrabbl.run.refusal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Set;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the DNS which receiving domains do not exist. A server that says so of one (5.1.2) may have misread it, or not be able to
 * ask. Only a clear answer counts; without one in time, as on a machine without a network, a domain is not missing.
 */
// What is asked for matches DOMAIN: it has no colon, so it is no URL that another service than the DNS would answer.
@SuppressWarnings("BanJNDI")
@Component
class MissingDomains {

    private static final Logger log = LoggerFactory.getLogger(MissingDomains.class);

    /** For all domains together; who was not asked by then is not missing. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

    /** RFC 7505: the domain accepts no mail. */
    private static final String NULL_MX = " .";

    private final Hashtable<String, String> environment = new Hashtable<>();

    MissingDomains(DnsProperties settings) {
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, settings.server() == null ? "dns:" : "dns://" + settings.server());
        // Milliseconds of the first try; of the second twice as many.
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
    }

    /**
     * Those of them that have no mail server and no address, or of which the DNS knows nothing. Takes some seconds when nobody
     * answers: not to be asked in a transaction.
     *
     * @param domains as A-labels in small letters
     */
    Set<String> among(Collection<String> domains) {
        Set<String> missing = new HashSet<>();
        long begun = System.nanoTime();
        for (String domain : Set.copyOf(domains)) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                log.warn(
                        "The name server is too slow: some refusals for domains that do not exist are not believed yet");
                break;
            }
            if (DOMAIN.matcher(domain).matches() && isMissing(domain)) {
                missing.add(domain);
            }
        }
        return missing;
    }

    private boolean isMissing(String domain) {
        try {
            DirContext dns = new InitialDirContext(environment);
            try {
                Boolean mail = takesMail(dns, domain);
                return mail != null ? !mail : !has(dns, domain, "A") && !has(dns, domain, "AAAA");
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException e) {
            return true;
        } catch (NamingException e) {
            log.debug("The DNS says nothing of {}", domain, e);
            return false;
        }
    }

    /** What its MX records say; null when it has none, and so its address counts. */
    private static @Nullable Boolean takesMail(DirContext dns, String domain) throws NamingException {
        Attribute records = dns.getAttributes(domain, new String[] {"MX"}).get("MX");
        if (records == null || records.size() == 0) {
            return null;
        }
        NamingEnumeration<?> each = records.getAll();
        while (each.hasMore()) {
            if (!String.valueOf(each.next()).endsWith(NULL_MX)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(DirContext dns, String domain, String type) throws NamingException {
        return dns.getAttributes(domain, new String[] {type}).size() > 0;
    }
}
