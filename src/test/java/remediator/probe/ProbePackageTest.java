package remediator.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.server.TcpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

/** The probe runs with no more of Jedis's jars than the package has (see pom.xml). */
class ProbePackageTest {
  private static final List<String> PACKAGED =
      List.of(
          "remediator.lambda.DataPlaneHandler",
          "redis.clients.jedis.Connection",
          "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
          "com.fasterxml.jackson.core.JsonFactory",
          "org.slf4j.Logger");

  private static URL[] jars() throws ClassNotFoundException {
    List<URL> jars = new ArrayList<>();
    for (String name : PACKAGED) {
      jars.add(
          Objects.requireNonNull(
              Class.forName(name).getProtectionDomain().getCodeSource().getLocation()));
    }
    return jars.toArray(URL[]::new);
  }

  /** Answers the only two commands that the probe may send, as a server without TLS does. */
  private static void serve(ServerSocket server, List<String> heard) {
    try (var client = server.accept()) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] buffer = new byte[4096];
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        String command = new String(buffer, 0, read, UTF_8);
        heard.add(command);
        String reply =
            command.contains("INFO")
                ? "tls_mode_connected_tcp_clients:4\r\ntls_mode_connected_tls_clients:1\r\n"
                : "id=1 addr=10.0.0.7:99 flags=N cmd=get\n";
        out.write(("$" + reply.length() + "\r\n" + reply + "\r\n").getBytes(UTF_8));
      }
    } catch (IOException e) {
      heard.add("failed: " + e);
    }
  }

  @Test
  void itLooksAndSendsTwoCommandsThatOnlyRead() throws Exception {
    List<String> heard = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0);
        URLClassLoader packaged =
            new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
      Thread serving = Thread.ofVirtual().start(() -> serve(server, heard));
      String answer = handle(packaged, "{\"nodes\":[\"127.0.0.1:" + server.getLocalPort() + "\"]}");

      assertThat(answer).contains("\"plaintext\":4", "\"10.0.0.7\":1").doesNotContain("problem");
      serving.join();
      assertThat(heard)
          .containsExactly("*1\r\n$4\r\nINFO\r\n", "*2\r\n$6\r\nCLIENT\r\n$4\r\nLIST\r\n");
    }
  }

  /** Measures, copies and compares between real servers; what it answers is what the flow reads. */
  @Test
  void itWorksOnKeysToo() throws Exception {
    try (TcpServer source = new TcpServer();
        TcpServer target = new TcpServer();
        URLClassLoader packaged =
            new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
      source.call(Command.HSET, "key", "field", "value");
      source.call(Command.PSETEX, "expiring", "500000", "value");
      String sides =
          "\"group\":\"orders\",\"flow\":\"f\",\"seconds\":60,\"source\":{\"nodes\":[\"127.0.0.1:%d\"],\"tls\":false},\"target\":{\"nodes\":[\"127.0.0.1:%d\"],\"tls\":false}}"
              .formatted(source.port(), target.port());

      assertThat(handle(packaged, "{\"work\":\"measure\"," + sides))
          .contains("\"work\":\"measure\",\"keys\":2,\"bytes\":", "\"refusals\":[]")
          .contains("\"databases\":1,\"shards\":1,\"keysPerSecond\":", "\"estimatedSeconds\":")
          .contains("\"largest\":[{\"key\":\"");
      assertThat(handle(packaged, "{\"work\":\"copy\"," + sides))
          .contains("\"work\":\"copy\",\"done\":true,\"position\":{", "\"keys\":2,\"bytes\":");
      assertThat(handle(packaged, "{\"work\":\"compare\"," + sides))
          .contains("\"work\":\"compare\",\"done\":true,\"position\":{")
          .endsWith("\"compared\":2,\"expired\":0,\"differing\":0,\"differences\":[]}");
    }
  }

  /** Through a plain socket: what is looked at here are the classes, not TLS. */
  private static String handle(ClassLoader packaged, String input) throws Exception {
    Class<?> sockets = packaged.loadClass("remediator.probe.NodeSocketFactory");
    Class<?> factory = packaged.loadClass("redis.clients.jedis.JedisSocketFactory");
    Class<?> contextType = packaged.loadClass("com.amazonaws.services.lambda.runtime.Context");
    Class<?> loggerType = packaged.loadClass("com.amazonaws.services.lambda.runtime.LambdaLogger");
    Object plain =
        proxy(
            packaged,
            sockets,
            (_, to) ->
                proxy(
                    packaged,
                    factory,
                    (_, _) -> new java.net.Socket(to[0].toString(), (Integer) to[1])));
    Object logger = proxy(packaged, loggerType, (_, _) -> null);
    Object context =
        proxy(
            packaged,
            contextType,
            (name, _) ->
                switch (name) {
                  case "getLogger" -> logger;
                  case "getRemainingTimeInMillis" -> 100_000;
                  default -> "request";
                });
    Object handler =
        packaged
            .loadClass("remediator.lambda.DataPlaneHandler")
            .getConstructor(sockets)
            .newInstance(plain);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler
        .getClass()
        .getMethod("handleRequest", InputStream.class, OutputStream.class, contextType)
        .invoke(handler, new ByteArrayInputStream(input.getBytes(UTF_8)), answer, context);
    return answer.toString(UTF_8);
  }

  private interface Answering {
    Object answer(String method, Object[] arguments) throws Exception;
  }

  private static Object proxy(ClassLoader loader, Class<?> type, Answering answers) {
    return Proxy.newProxyInstance(
        loader, new Class<?>[] {type}, (_, method, a) -> answers.answer(method.getName(), a));
  }
}
