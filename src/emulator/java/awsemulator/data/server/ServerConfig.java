package awsemulator.data.server;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The configuration file of one server. A file and not the command line, which every user of the
 * machine can read.
 *
 * @param secret password of the user {@code admin}, and the name under which SAVE is hidden
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
          "CONFIG",
          "DEBUG",
          "MIGRATE",
          "PSYNC",
          "REPLICAOF",
          "SHUTDOWN",
          "SLAVEOF",
          "SYNC");

  ServerConfig(Path directory) {
    this(directory, UUID.randomUUID().toString().replace("-", ""));
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
            rename-command SAVE %s
            """
                .formatted(socket(), directory, log(), secret, secret));
    for (String command : RESTRICTED) {
      text.append("rename-command ").append(command).append(" \"\"\n");
    }
    return text.toString();
  }
}
