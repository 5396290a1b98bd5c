package remediator.live.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run has made, on this machine's disk: each thing is written down before it is asked for,
 * so that one that was killed can be cleaned up by another.
 */
public final class RunJournal {
  /**
   * Where a run makes things.
   *
   * @param endpoint of another cloud than AWS's, or {@code aws}
   */
  public record RunOrigin(String account, String region, String endpoint) {
    public static RunOrigin of(String account, String region, Optional<URI> endpoint) {
      return new RunOrigin(account, region, endpoint.map(URI::toString).orElse("aws"));
    }

    @Override
    public String toString() {
      return "account %s, %s, endpoint %s".formatted(account, region, endpoint);
    }
  }

  /** The kind of a thing, and its name or id. */
  public record Entry(ResourceKind kind, String name) {}

  /** What a run can make. */
  public enum ResourceKind {
    LOCK,
    RULE,
    LOG_POLICY,
    LOG_GROUP,
    STACK,
    TABLE,
    OBJECT,
    BUCKET,
    GROUP,
    SNAPSHOT,
    PARAMETER_GROUP,
    USER_GROUP,
    KEY
  }

  private static final String GONE = "gone ";
  private static final String MADE_IN = "made-in ";
  private final Path file;

  private RunJournal(Path file) {
    this.file = file;
  }

  /**
   * Begins one.
   *
   * @throws RunStoppedException where a run of that name has left its journal: it is not written
   *     over
   */
  public static RunJournal begin(Path folder, String run, RunOrigin origin) {
    RunJournal journal = new RunJournal(folder.resolve(run + ".journal"));
    try {
      Files.createDirectories(folder);
      Files.createFile(journal.file);
      journal.append(MADE_IN + origin.account() + " " + origin.region() + " " + origin.endpoint());
    } catch (FileAlreadyExistsException e) {
      throw new RunStoppedException(
          "Run %s has a journal already, %s: clean up after it by -Dclean=%s first."
              .formatted(run, journal.file, run));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return journal;
  }

  /**
   * That of an earlier run.
   *
   * @throws IllegalArgumentException with a sentence, where there is none
   */
  public static RunJournal of(Path folder, String run) {
    RunJournal journal = new RunJournal(folder.resolve(run + ".journal"));
    if (!run.matches("[a-z0-9]+") || !Files.exists(journal.file)) {
      throw new IllegalArgumentException(
          "-Dclean=%s: there is no journal of such a run in %s.".formatted(run, folder));
    }
    return journal;
  }

  /** Empty where the run was killed before it had made anything. */
  public Optional<RunOrigin> origin() {
    return lines().stream()
        .filter(l -> l.startsWith(MADE_IN))
        .map(l -> l.split(" ", 4))
        .filter(words -> words.length == 4)
        .map(words -> new RunOrigin(words[1], words[2], words[3]))
        .findFirst();
  }

  public void add(ResourceKind kind, String name) {
    append(kind + " " + name);
  }

  public void gone(Entry entry) {
    append(GONE + entry.kind() + " " + entry.name());
  }

  /** What may still be there, the newest first. */
  public List<Entry> standing() {
    Set<Entry> standing = new LinkedHashSet<>();
    for (String line : lines()) {
      String[] words = line.split(" ", 3);
      if (line.startsWith(GONE)) {
        standing.remove(new Entry(ResourceKind.valueOf(words[1]), words[2]));
      } else if (!line.startsWith(MADE_IN)) {
        Entry entry = new Entry(ResourceKind.valueOf(words[0]), words[1]);
        standing.remove(entry);
        standing.add(entry);
      }
    }
    return List.copyOf(standing).reversed();
  }

  /** Nothing is left: the file is not needed any more. */
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(String line) {
    try {
      Files.writeString(file, line + "\n", UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
