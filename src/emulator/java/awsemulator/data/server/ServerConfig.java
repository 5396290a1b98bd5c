package awsemulator.data.server;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The configuration file of one server. A file and not the command line, which every user of the
 * machine can read.
 *
 * @param secret password of the user {@code admin}, and part of the names under which commands of
 *     the cloud's own are hidden
 */
record ServerConfig(Path directory, String secret) {
  /**
   * Restricted as a whole on ElastiCache ("Supported and restricted Valkey and Redis OSS
   * commands").
   */
  private static final List<String> RESTRICTED =
      List.of(
          "BGREWRITEAOF",
          "BGSAVE",
          "DEBUG",
          "MIGRATE",
          "PSYNC",
          "REPLICAOF",
          "SHUTDOWN",
          "SLAVEOF",
          "SYNC");

  /** Restricted too, but needed by the cloud itself. */
  private static final List<String> HIDDEN = List.of("CONFIG", "SAVE");

  ServerConfig(Path directory) {
    this(directory, UUID.randomUUID().toString().replace("-", ""));
  }

  /** The name that a hidden command has in the server. */
  String hidden(String command) {
    return command + secret;
  }

  Path socket() {
    return directory.resolve("s");
  }

  Path dump() {
    return directory.resolve("dump.rdb");
  }

  Path log() {
    return directory.resolve("log");
  }

  String text() {
    StringBuilder text =
        new StringBuilder(
            """
            port 0
            unixsocket "%s"
            unixsocketperm 700
            dir "%s"
            dbfilename dump.rdb
            logfile "%s"
            save ""
            appendonly no
            databases 16
            user admin on >%s ~* &* +@all
            """
                .formatted(socket(), directory, log(), secret));
    for (String command : HIDDEN) {
      text.append("rename-command ").append(command).append(' ').append(hidden(command));
      text.append('\n');
    }
    for (String command : RESTRICTED) {
      text.append("rename-command ").append(command).append(" \"\"\n");
    }
    return text.toString();
  }
}
