import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Builds the SDK with nothing but a JDK of 17 or later: {@code java Build.java [folder]} puts millrace-sdk.jar into the folder,
 * here if none is said; {@code --docs folder} its reference; {@code --run class ...} runs an example or a program of the tests. What
 * was built of the same sources is taken as it is.
 */
public final class Build {
  private Build() {}

  /** Begins. */
  public static void main(String[] asked) throws Exception {
    Path home = home();
    List<Path> sources = sources(home.resolve("src/main/java"), home.resolve("generated"));
    List<Path> others = sources(home.resolve("src/test/java"), home.resolve("examples"));
    Path built = built(home, sources, others);
    if (asked.length == 2 && asked[0].equals("--docs")) docs(sources, Path.of(asked[1]));
    else if (asked.length >= 2 && asked[0].equals("--run"))
      program(built, asked[1]).invoke(null, (Object) Arrays.copyOfRange(asked, 2, asked.length));
    else {
      Path into = Path.of(asked.length == 0 ? "." : asked[0]);
      Files.createDirectories(into);
      Path jar = into.resolve("millrace-sdk.jar");
      Files.copy(built.resolve("millrace-sdk.jar"), jar, StandardCopyOption.REPLACE_EXISTING);
      System.out.println(jar.normalize());
    }
  }

  private static Method program(Path built, String name) throws Exception {
    URL[] classes = {built.resolve("classes").toUri().toURL(), built.resolve("others").toUri().toURL()};
    return new URLClassLoader(classes).loadClass(name).getMethod("main", String[].class);
  }

  /** Sources by their hash: who builds at the same time as others does no harm. */
  private static Path built(Path home, List<Path> sources, List<Path> others) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(Runtime.version().toString().getBytes());
    for (Path source : Stream.concat(sources.stream(), others.stream()).toList()) {
      digest.update(home.relativize(source).toString().getBytes());
      digest.update(Files.readAllBytes(source));
    }
    Path all = home.resolve("dist");
    Path built = all.resolve(HexFormat.of().formatHex(digest.digest(), 0, 8));
    if (Files.isDirectory(built)) return built;
    Files.createDirectories(all);
    forget(all);
    Path work = Files.createTempDirectory(all, "work-");
    compile(sources, work.resolve("classes"), "-Xdoclint:all/protected");
    run("jar", List.of("--create", "--file=" + work.resolve("millrace-sdk.jar"), "-C", "" + work.resolve("classes"), "."));
    compile(others, work.resolve("others"), "-cp", "" + work.resolve("classes"));
    try {
      Files.move(work, built);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException thrown) {
      remove(work);
    }
    return built;
  }

  private static void compile(List<Path> sources, Path into, String... more) {
    List<String> with = new ArrayList<>(List.of("--release", "17", "-encoding", "UTF-8", "-Xlint:all", "-d", "" + into));
    // A newer JDK may warn of what this one does not know; who only builds is not to be stopped by that.
    if (Runtime.version().feature() == 17) with.add("-Werror");
    with.addAll(List.of(more));
    sources.forEach((source) -> with.add("" + source));
    run("javac", with);
  }

  private static void docs(List<Path> sources, Path into) {
    List<String> with = new ArrayList<>(List.of("-quiet", "-encoding", "UTF-8", "-Xdoclint:all", "-Werror", "-d", "" + into));
    sources.forEach((source) -> with.add("" + source));
    run("javadoc", with);
    System.out.println(into.resolve("index.html").normalize());
  }

  private static void run(String tool, List<String> with) {
    PrintWriter words = new PrintWriter(System.err, true);
    ToolProvider found = ToolProvider.findFirst(tool).orElse(null);
    if (found == null) fail("expected a JDK of 17 or later, saw one without " + tool);
    else if (found.run(words, words, with.toArray(String[]::new)) != 0) fail(tool + " failed");
  }

  private static void fail(String says) {
    System.err.println(says);
    System.exit(1);
  }

  private static List<Path> sources(Path... folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter((file) -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  /** Removes what was built more than a day ago: nobody uses it any more. */
  private static void forget(Path all) throws IOException {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    try (Stream<Path> folders = Files.list(all)) {
      for (Path folder : folders.toList())
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(yesterday)) remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  /** The folder of this file. */
  private static Path home() throws URISyntaxException {
    return Path.of(Build.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath().getParent();
  }
}
