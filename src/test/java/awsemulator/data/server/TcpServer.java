package awsemulator.data.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A real server as it is, on a port of loopback, without what the data plane puts before it. */
public final class TcpServer implements AutoCloseable {
  /** A node of a cluster listens on its port and on this much above it. */
  private static final int BUS = 10_000;

  /**
   * Unpacked once: a program cannot be started while it is being written, or while another process
   * that began meanwhile has the file open still.
   */
  private static final class Program {
    private static final Path HOME = PrivateDirectories.create();
    static final ServerBinary BINARY = ServerBinary.find(HOME);

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> PrivateDirectories.delete(HOME)));
    }
  }

  private final Path home = PrivateDirectories.create();
  private final int port = freePort();
  private final Process process;

  /** Starts it with these words of configuration more, and waits until it answers. */
  public TcpServer(String... configuration) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.BINARY.file().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                home.toString(),
                "--save",
                ""));
    command.addAll(List.of(configuration));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out").toFile())
            .start();
    awaitAnswer();
  }

  private void awaitAnswer() {
    while (process.isAlive()) {
      try (Connection connection = connect()) {
        connection.sendCommand(Command.PING);
        connection.getOne();
        return;
      } catch (JedisConnectionException _) {
        Thread.onSpinWait();
      } catch (redis.clients.jedis.exceptions.JedisDataException _) {
        return;
      }
    }
    throw new IllegalStateException("the server has ended with " + process.exitValue());
  }

  private Connection connect() {
    return new Connection(new HostAndPort("127.0.0.1", port));
  }

  /** Sends one command and returns the answer. */
  public Object call(Command command, String... words) {
    try (Connection connection = connect()) {
      connection.sendCommand(command, words);
      return connection.getOne();
    }
  }

  public int port() {
    return port;
  }

  private static int freePort() {
    while (true) {
      int candidate = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      try (ServerSocket _ = new ServerSocket(candidate, 1, loopback);
          ServerSocket _ = new ServerSocket(candidate + BUS, 1, loopback)) {
        return candidate;
      } catch (IOException _) {
        // Somebody has one of the two.
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    PrivateDirectories.delete(home);
  }
}
