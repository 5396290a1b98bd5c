package remediator.local.data.server;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import remediator.local.data.wire.Command;
import remediator.local.data.wire.Reply;

/**
 * One server process, reached by a socket file in a directory of its own. It keeps nothing on disk
 * but what {@link #save} asks for.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerConfig config;
  private final Process process;
  private final AdminConnection admin;

  private RedisServer(ServerConfig config, Process process, AdminConnection admin) {
    this.config = config;
    this.process = process;
    this.admin = admin;
  }

  /**
   * Starts a server and waits until it answers, which is after it has loaded its keys.
   *
   * @param dump the RDB file to load, or null for an empty server
   */
  public static RedisServer start(ServerBinary binary, Path dump) throws IOException {
    ServerConfig config = new ServerConfig(Directories.create());
    Process process = null;
    try {
      if (dump != null) {
        Files.copy(dump, config.dump());
      }
      Path file = config.directory().resolve("conf");
      Files.writeString(file, config.text());
      process =
          new ProcessBuilder(binary.file().toString(), file.toString())
              .directory(config.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(config.directory().resolve("out").toFile())
              .start();
      return new RedisServer(config, process, new Readiness(config, process).await(PATIENCE));
    } catch (IOException | RuntimeException e) {
      kill(process);
      Directories.delete(config.directory());
      throw e;
    }
  }

  /** The connection for the cloud's own commands; its calls take turns. */
  public AdminConnection admin() {
    return admin;
  }

  /** A connection for longer work of the cloud's own. */
  public AdminConnection connectAsAdmin() throws IOException {
    AdminConnection connection = new AdminConnection(config.socket());
    connection.call("AUTH", "admin", config.secret());
    return connection;
  }

  public long processId() {
    return process.pid();
  }

  /**
   * Opens a connection for a client, in the state of one that has just come, and tells its id.
   *
   * <p>Only admin may ask for the id where clients need a password; RESET then forgets admin.
   */
  public Upstream open() throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(config.socket()));
    try {
      return Upstream.greet(channel, config.secret());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Requires one of these of clients that come from now on. */
  public void passwords(Passwords passwords) throws IOException {
    admin.pipeline(passwords.commands());
  }

  /** Writes all keys, as they are at one moment, to {@code target}. Writers wait meanwhile. */
  public void save(Path target) throws IOException {
    // The lock keeps a second save from replacing the file while it is being copied.
    synchronized (config) {
      Reply reply = admin.ask(Command.of(config.secret()));
      if (reply instanceof Reply.Failure(String message)) {
        throw new IOException("The snapshot could not be written: " + message);
      }
      Files.copy(config.dump(), target);
    }
  }

  /** Ends the process and waits until it is gone, with its keys and its directory. */
  @Override
  public void close() {
    admin.close();
    kill(process);
    Directories.delete(config.directory());
  }

  private static void kill(Process process) {
    if (process != null) {
      // SIGKILL: there is nothing to save, and a server that loads or saves ignores SIGTERM.
      process.destroyForcibly().onExit().join();
    }
  }
}
