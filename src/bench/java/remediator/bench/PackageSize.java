package remediator.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What is deployed: how large, and why each jar is in it, by the reasons in the pom. */
record PackageSize(long bytes, Map<String, String> reasons) {
  private static final Pattern DECLARED =
      Pattern.compile(
          "<!--([^<>]*?)-->\\s*<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)<");
  private static final Pattern BROUGHT = Pattern.compile("^\\s+([a-z0-9-]+): (\\S.*)$");

  static PackageSize of(Path folder) throws IOException {
    return new PackageSize(zipped(folder), reasons(folder.resolve("lib")));
  }

  private static long zipped(Path folder) throws IOException {
    Counting counting = new Counting();
    try (ZipOutputStream zip = new ZipOutputStream(counting);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
    return counting.bytes;
  }

  private static Map<String, String> reasons(Path lib) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Map<String, String> known = new LinkedHashMap<>();
    Matcher declared = DECLARED.matcher(pom);
    while (declared.find()) {
      known.putIfAbsent(declared.group(2), declared.group(1).strip().replaceAll("\\s+", " "));
    }
    for (String line : pom.lines().toList()) {
      Matcher brought = BROUGHT.matcher(line.replace("-->", ""));
      if (brought.matches()) {
        known.putIfAbsent(brought.group(1), brought.group(2).strip());
      }
    }
    try (Stream<Path> files = Files.list(lib)) {
      Map<String, String> reasons = new LinkedHashMap<>();
      List<String> jars = files.map(f -> f.getFileName().toString()).sorted().toList();
      for (String jar : jars) {
        String artifact = jar.replaceFirst("-\\d[^-]*(-[A-Za-z]\\w*)?\\.jar$", "");
        String reason = known.get(artifact);
        if (reason == null) {
          throw new IllegalStateException(jar + " has no reason in pom.xml");
        }
        reasons.put(jar, reason);
      }
      return reasons;
    }
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }
}
