import io.millrace.sdk.Millrace;
import io.millrace.sdk.MillraceException;
import io.millrace.sdk.model.PointQuery;

/** Writes a setpoint: the point by its name, the value, and why. */
public final class Write {
  private Write() {}

  /** Begins. */
  public static void main(String[] asked) {
    Millrace plant = Millrace.connect(System.getenv("MILLRACE_ADDRESS"), System.getenv("MILLRACE_KEY"));
    String point = plant.points().list(PointQuery.ALL.search(asked[0])).iterator().next().id();
    try {
      var write = plant.writes().write(point, Double.parseDouble(asked[1]), asked[2]);
      System.out.println(write.state() + (write.message() == null ? "" : ": " + write.message()));
    } catch (MillraceException fault) {
      System.out.println(fault.kind() + ": " + fault.getMessage() + " " + fault.remedy());
    }
  }
}
