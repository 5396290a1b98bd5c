package awsemulator.data.server;

import awsemulator.data.wire.RespReply;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server counts itself. */
public final class ServerStatistics {
  private static final Pattern CALLS = Pattern.compile("(?m)^cmdstat_(\\S+?):calls=(\\d+)");
  private static final Pattern KEYS = Pattern.compile("(?m)^db\\d+:keys=(\\d+)");

  private static final Pattern BYTES = Pattern.compile("(?m)^used_memory:(\\d+)");

  private final AdminConnection admin;
  private Set<String> writeCommands;

  public ServerStatistics(AdminConnection admin) {
    this.admin = admin;
  }

  /** Keys in all databases. */
  public long keys() throws IOException {
    Matcher matcher = KEYS.matcher(info("keyspace"));
    long keys = 0;
    while (matcher.find()) {
      keys += Long.parseLong(matcher.group(1));
    }
    return keys;
  }

  /**
   * Calls of commands that write, since the start, those within transactions and scripts included.
   * It is from these numbers that ElastiCache makes its metric SetTypeCmds.
   */
  public long writes() throws IOException {
    Set<String> writing = writeCommands();
    Matcher matcher = CALLS.matcher(info("commandstats"));
    long calls = 0;
    while (matcher.find()) {
      calls += writing.contains(matcher.group(1)) ? Long.parseLong(matcher.group(2)) : 0;
    }
    return calls;
  }

  /** Bytes allocated for all purposes: ElastiCache's metric BytesUsedForCache. */
  public long bytes() throws IOException {
    Matcher matcher = BYTES.matcher(info("memory"));
    if (!matcher.find()) {
      throw new IOException("the server does not tell used_memory");
    }
    return Long.parseLong(matcher.group(1));
  }

  private String info(String section) throws IOException {
    return ((RespReply.Text) admin.call("INFO", section)).string();
  }

  private synchronized Set<String> writeCommands() throws IOException {
    if (writeCommands == null) {
      Set<String> names = new HashSet<>();
      addWriting(((RespReply.Many) admin.call("COMMAND")).items(), names);
      writeCommands = names;
    }
    return writeCommands;
  }

  /** From version 7 on, a command's tenth field has its subcommands. */
  private static void addWriting(List<RespReply> commands, Set<String> names) {
    for (RespReply command : commands) {
      List<RespReply> fields = ((RespReply.Many) command).items();
      List<RespReply> flags = ((RespReply.Many) fields.get(2)).items();
      if (flags.stream()
          .anyMatch(f -> f instanceof RespReply.Text t && t.string().equals("write"))) {
        names.add(((RespReply.Text) fields.getFirst()).string().toLowerCase(Locale.ROOT));
      }
      if (fields.size() > 9) {
        addWriting(((RespReply.Many) fields.get(9)).items(), names);
      }
    }
  }
}
