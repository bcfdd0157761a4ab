package io.millrace.sdk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Runs the unit tests in one JVM, a line each: {@code ok name}, or {@code FAILED name: why}. */
public final class Tests {
  private static final List<Class<?>> SUITES =
      List.of(JsonTest.class, ModelTest.class, RetryTest.class, ConnectionTest.class, LiveTest.class, TlsTest.class);

  private Tests() {}

  /** Begins. */
  public static void main(String[] none) throws Exception {
    int failed = 0;
    for (Class<?> suite : SUITES) {
      List<Method> tests = Arrays.stream(suite.getDeclaredMethods())
          .filter((method) -> Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers()))
          .filter((method) -> !method.isSynthetic())
          .sorted(Comparator.comparing(Method::getName))
          .toList();
      for (Method test : tests) {
        String name = suite.getSimpleName() + "." + test.getName();
        try {
          test.invoke(null);
          System.out.println("ok " + name);
        } catch (InvocationTargetException thrown) {
          failed++;
          System.out.println("FAILED " + name + ": " + thrown.getCause());
          thrown.getCause().printStackTrace();
        }
      }
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  /** Something that may throw. */
  interface Run {
    void run() throws Exception;
  }

  static void equal(Object seen, Object expected) {
    if (!Objects.deepEquals(seen, expected))
      throw new AssertionError("expected " + shown(expected) + ", saw " + shown(seen));
  }

  static void holds(boolean what, String says) {
    if (!what) throw new AssertionError(says);
  }

  /** What is thrown; of that class, or it fails. */
  static <T extends Throwable> T thrown(Class<T> kind, Run run) {
    try {
      run.run();
    } catch (Throwable seen) {
      if (kind.isInstance(seen)) return kind.cast(seen);
      throw new AssertionError("expected " + kind.getSimpleName() + ", saw " + seen, seen);
    }
    throw new AssertionError("expected " + kind.getSimpleName() + ", saw nothing thrown");
  }

  private static String shown(Object value) {
    String text = Arrays.deepToString(new Object[] {value});
    return text.substring(1, text.length() - 1);
  }
}
