package awsemulator.data.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All server processes of this JVM's data plane, those that are still starting too: whatever ends
 * the JVM, they end with it.
 */
public final class ServerProcesses implements AutoCloseable {
  private final Path home = PrivateDirectories.create();
  private final ServerBinary binary = ServerBinary.find(home);
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Process> processes = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Starts a server and waits until it answers, which is after it has loaded its keys.
   *
   * @param dump the RDB file to load, or null for an empty server
   */
  public RedisServer start(Path dump) throws IOException {
    Path directory = home.resolve(Integer.toString(count.incrementAndGet()));
    return RedisServer.start(directory, dump, this::launch);
  }

  private Process launch(ProcessBuilder arguments) throws IOException {
    arguments.command().addFirst(binary.file().toString());
    processes.removeIf(ended -> !ended.isAlive());
    Process process = arguments.start();
    processes.add(process);
    if (closed) {
      process.destroyForcibly();
      throw new IOException("No server starts any more.");
    }
    return process;
  }

  /** A new file for a snapshot, which goes away with the servers. */
  public Path newSnapshotFile() {
    return home.resolve(count.incrementAndGet() + ".rdb");
  }

  /** Ends all processes, waits until they are gone, and deletes all files. */
  @Override
  public void close() {
    closed = true;
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    PrivateDirectories.delete(home);
  }
}
