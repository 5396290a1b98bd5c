package remediator.live.deploy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import remediator.lambda.FindingHandler;
import remediator.live.core.ProductFiles;

/**
 * What {@code sam package} would put into a bucket: template, state machines, the functions' zip.
 */
public final class ProductPackage {
  /** The key of the template. */
  public static final String TEMPLATE = "template.yaml";

  private static final String CODE = "code.zip";
  private static final Pattern DEFINITION =
      Pattern.compile("DefinitionUri: src/main/asl/([\\w.-]+)");
  private static final Pattern SWITCHED_RULE = Pattern.compile("      State: !If \\[ListensTo.*\n");
  private static final Pattern RULE =
      Pattern.compile("Type: AWS::Events::Rule\n(?:    Condition: .*\n)?    Properties:\n");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)<");

  private ProductPackage() {}

  /** By key, what is to be in that bucket. */
  public static Map<String, byte[]> of(String bucket) {
    try {
      String template = Files.readString(ProductFiles.TEMPLATE);
      Map<String, byte[]> objects = new LinkedHashMap<>();
      Matcher definitions = DEFINITION.matcher(template);
      while (definitions.find()) {
        String file = definitions.group(1);
        objects.put(file, Files.readAllBytes(Path.of("src/main/asl", file)));
      }
      objects.put(CODE, code());
      String packaged =
          DEFINITION
              .matcher(withoutRules(template))
              .replaceAll("DefinitionUri: s3://" + bucket + "/$1")
              .replace("CodeUri: .\n", "CodeUri: s3://" + bucket + "/" + CODE + "\n");
      objects.put(TEMPLATE, packaged.getBytes(StandardCharsets.UTF_8));
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * With every rule disabled: a Region may hold findings of other Regions and accounts, and the
   * product writes notes to them also in plan-only.
   */
  private static String withoutRules(String template) {
    return RULE.matcher(SWITCHED_RULE.matcher(template).replaceAll(""))
        .replaceAll("$0      State: DISABLED\n");
  }

  /** The product's classes, and the jars that .ci/check-package.py lets in. */
  private static byte[] code() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path classes = classes();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(entry(classes.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
      }
      Set<String> wanted = artifacts();
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path jar = Path.of(path);
        if (wanted.contains(artifact(jar))) {
          store(zip, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
        }
      }
    }
    return bytes.toByteArray();
  }

  /** A jar is compressed already. */
  private static void store(ZipOutputStream zip, String name, byte[] jar) throws IOException {
    ZipEntry entry = entry(name);
    CRC32 checksum = new CRC32();
    checksum.update(jar);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(jar.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(jar);
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    return entry;
  }

  private static Path classes() {
    try {
      return Path.of(
          FindingHandler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d[^-]*(-[A-Za-z]\\w*)?\\.jar$", "");
  }

  private static Set<String> artifacts() throws IOException {
    Set<String> names = new HashSet<>();
    String pom = Files.readString(Path.of("pom.xml")).split("</dependencyManagement>", 2)[1];
    Matcher declared = DEPENDENCY.matcher(pom.split("<build>", 2)[0]);
    while (declared.find()) {
      Matcher artifact = ARTIFACT.matcher(declared.group(1));
      if (!declared.group(1).contains("<scope>") && artifact.find()) {
        names.add(artifact.group(1));
      }
    }
    List<String> brought = Files.readAllLines(Path.of(".ci/transitive-dependencies.txt"));
    brought.stream()
        .filter(l -> l.matches("[a-z0-9-]+: .*"))
        .forEach(l -> names.add(l.split(":", 2)[0]));
    return names;
  }
}
