package awsemulator.data.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.embedded.core.ExecutableProvider;

/**
 * The server program: {@code valkey-server} or {@code redis-server} of the PATH, else the one that
 * the embedded-redis jar brings for this machine.
 *
 * <p>6.2 is the oldest that will do: it brought the RESET command, and ACLs with channel patterns.
 */
record ServerBinary(Path file) {
  private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");

  /**
   * Finds the program; the one from the jar is written into {@code directory}.
   *
   * @throws IllegalStateException with a sentence on what to install where none starts
   */
  static ServerBinary find(Path directory) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String name : List.of("valkey-server", "redis-server")) {
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path file = Path.of(folder, name);
        if (!folder.isEmpty() && Files.isExecutable(file) && starts(file)) {
          return new ServerBinary(file);
        }
      }
    }
    Path own = unpack(directory);
    if (own == null || !startsInTheEnd(own)) {
      throw new IllegalStateException(
          "No Redis server of version 6.2 or newer starts on this machine. Install valkey-server or"
              + " redis-server and put it on the PATH, or install OpenSSL 3 (libssl3) and glibc"
              + " 2.34 or newer, which the bundled server needs on Linux.");
    }
    return new ServerBinary(own);
  }

  private static Path unpack(Path directory) {
    try {
      return ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
    } catch (IOException | RuntimeException e) {
      return null; // The jar has none for this operating system: same as one that does not start.
    }
  }

  /**
   * A process that another thread began while the file was written has it open until it runs its
   * own program; Linux starts no file that is open for writing (ETXTBSY).
   */
  private static boolean startsInTheEnd(Path file) {
    for (int i = 0; i < 100; i++) {
      if (starts(file)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private static boolean starts(Path file) {
    try {
      Process process =
          new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 && newEnough(said);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static boolean newEnough(String versionLine) {
    Matcher version = VERSION.matcher(versionLine);
    if (!version.find()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    return major > 6 || (major == 6 && Integer.parseInt(version.group(2)) >= 2);
  }
}
