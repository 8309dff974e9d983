package com.scrabbl.bench;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Spring's JavaMailSender as most applications use it: each message made and sent by itself; but without Nagle's delay. */
final class JavaMail {

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final Message message;

    JavaMail(int port, Message message) {
        this.message = message;
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.socketFactory", new AtOnce());
        sender.getJavaMailProperties().put("mail.smtp.socketFactory.fallback", "false");
    }

    /** Messages in a second. */
    double rate(int threads, int messages) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> senders = new ArrayList<>();
        long begun = System.nanoTime();
        for (int thread = 0; thread < threads; thread++) {
            senders.add(executor.submit(() -> {
                for (int number = next.incrementAndGet(); number <= messages; number = next.incrementAndGet()) {
                    send(number);
                }
                return null;
            }));
        }
        try {
            for (Future<?> each : senders) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            executor.shutdownNow();
        }
        return messages / ((System.nanoTime() - begun) / 1e9);
    }

    private void send(int number) throws MessagingException {
        String name = "Reader " + number;
        MimeMessage mail = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(mail, MimeMessageHelper.MULTIPART_MODE_RELATED, "UTF-8");
        helper.setFrom("news@harbour.example");
        helper.setTo("r" + number + "@reader.example");
        helper.setSubject(message.subject());
        helper.setText(
                message.text().replace(message.reader(), name), message.html().replace(message.reader(), name));
        mail.setHeader("List-Unsubscribe", "<https://harbour.example/u/" + number + ">");
        sender.send(mail);
    }

    /** Sockets that send what is written without waiting for an acknowledgement. */
    private static final class AtOnce extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return atOnce(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return atOnce(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return atOnce(new Socket(host, port, localHost, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return atOnce(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            return atOnce(new Socket(address, port, localAddress, localPort));
        }

        private static Socket atOnce(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return socket;
        }
    }
}
