package awsemulator.data.server;

import awsemulator.data.wire.RespCommand;
import awsemulator.data.wire.RespReply;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One server process, reached by a socket file in a directory of its own. It keeps nothing on disk
 * but what {@link #save} asks for.
 */
public final class RedisServer implements AutoCloseable {
  /** Runs the server program with these arguments. */
  interface Launcher {
    Process launch(ProcessBuilder arguments) throws IOException;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerConfig config;
  private final Process process;
  private final AdminConnection admin;

  private RedisServer(ServerConfig config, Process process, AdminConnection admin) {
    this.config = config;
    this.process = process;
    this.admin = admin;
  }

  static RedisServer start(Path directory, Path dump, Launcher launcher) throws IOException {
    ServerConfig config = new ServerConfig(directory);
    Process process = null;
    try {
      Files.createDirectory(directory);
      if (dump != null) {
        Files.copy(dump, config.dump());
      }
      Path file = directory.resolve("conf");
      Files.writeString(file, config.text());
      process =
          launcher.launch(
              new ProcessBuilder(new ArrayList<>(List.of(file.toString())))
                  .redirectErrorStream(true)
                  .redirectOutput(directory.resolve("out").toFile()));
      return new RedisServer(config, process, new ServerReadiness(config, process).await(PATIENCE));
    } catch (IOException | RuntimeException e) {
      kill(process);
      PrivateDirectories.delete(directory);
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

  /**
   * Opens a connection for a client, in the state of one that has just come, and tells its id.
   *
   * <p>Only admin may ask for the id where clients need a password; RESET then forgets admin.
   */
  public UpstreamConnection open() throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(config.socket()));
    try {
      return UpstreamConnection.greet(channel, config.secret());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Requires one of these of clients that come from now on. */
  public void passwords(AclPasswords passwords) throws IOException {
    admin.pipeline(passwords.commands());
  }

  /**
   * Sets parameters by their names in redis.conf; connections that are open feel them too.
   *
   * @throws IOException also where the server does not know one
   */
  public void configure(Map<String, String> parameters) throws IOException {
    List<RespCommand> commands = new ArrayList<>();
    parameters.forEach(
        (name, value) -> commands.add(RespCommand.of(config.hidden("CONFIG"), "SET", name, value)));
    admin.pipeline(commands);
  }

  /** Writes all keys, as they are at one moment, to {@code target}. Writers wait meanwhile. */
  public void save(Path target) throws IOException {
    // The lock keeps a second save from replacing the file while it is being copied.
    synchronized (config) {
      RespReply reply = admin.ask(RespCommand.of(config.hidden("SAVE")));
      if (reply instanceof RespReply.Failure(String message)) {
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
    PrivateDirectories.delete(config.directory());
  }

  private static void kill(Process process) {
    if (process != null) {
      // SIGKILL: there is nothing to save, and a server that loads or saves ignores SIGTERM.
      process.destroyForcibly().onExit().join();
    }
  }
}
