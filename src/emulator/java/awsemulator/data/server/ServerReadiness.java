package awsemulator.data.server;

import awsemulator.data.wire.RespCommand;
import awsemulator.data.wire.RespReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a server that has just been started. */
final class ServerReadiness {
  private final ServerConfig config;
  private final Process process;

  ServerReadiness(ServerConfig config, Process process) {
    this.config = config;
    this.process = process;
  }

  /** An admin connection as soon as the server answers; an IOException where it never does. */
  AdminConnection await(Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    long pause = 1;
    while (System.nanoTime() < deadline) {
      AdminConnection connection = attempt();
      if (connection != null) {
        return connection;
      }
      if (exited(pause)) {
        throw new IOException(
            "The Redis server ended with status " + process.exitValue() + ": " + said());
      }
      pause = Math.min(2 * pause, 20);
    }
    throw new IOException("The Redis server did not answer in " + patience + ": " + said());
  }

  private AdminConnection attempt() throws IOException {
    if (!Files.exists(config.socket())) {
      return null;
    }
    AdminConnection connection;
    try {
      connection = new AdminConnection(config.socket());
    } catch (IOException e) {
      return null; // The file is there before the server listens.
    }
    // AUTH is answered while the server still loads its keys, PING is not.
    connection.call("AUTH", "admin", config.secret());
    if (connection.ask(RespCommand.of("PING")) instanceof RespReply.Text) {
      return connection;
    }
    connection.close();
    return null;
  }

  private boolean exited(long waitMillis) throws IOException {
    try {
      return process.waitFor(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the Redis server was starting.", e);
    }
  }

  private String said() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : new Path[] {config.directory().resolve("out"), config.log()}) {
      text.append(Files.exists(file) ? Files.readString(file) : "");
    }
    return text.toString().strip();
  }
}
