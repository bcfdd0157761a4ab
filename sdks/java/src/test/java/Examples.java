/** Runs the examples, in one JVM: what they print is looked at by the test that starts it. */
public final class Examples {
  private Examples() {}

  /** Begins. */
  public static void main(String[] none) {
    Mean.main(new String[] {"temperature"});
    Watch.main(new String[] {"temperature", "1"});
    Pump.main(new String[0]);
    Write.main(new String[] {"temperature", "21.5", "Shown in an example"});
  }
}
