package awsemulator.data.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Private temporary directories: sockets, keys and snapshots are nobody else's business. */
final class PrivateDirectories {
  private PrivateDirectories() {}

  /** A new directory that only its owner may enter; its short name keeps socket paths legal. */
  static Path create() {
    try {
      // createTempDirectory gives mode 0700 on POSIX systems.
      return Files.createTempDirectory("ec");
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary directory could be made.", e);
    }
  }

  /** Deletes the directory and all in it; what is gone already is no error. */
  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Deleted by the server or by an earlier call.
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " could not be deleted.", e);
    }
  }
}
