import io.millrace.sdk.History;
import io.millrace.sdk.Millrace;
import io.millrace.sdk.model.Point;
import io.millrace.sdk.model.PointQuery;
import java.time.Duration;
import java.time.Instant;

/** The mean of the last day of every point that is found by the words given. */
public final class Mean {
  private Mean() {}

  /** Begins. */
  public static void main(String[] words) {
    Millrace plant = Millrace.connect(System.getenv("MILLRACE_ADDRESS"), System.getenv("MILLRACE_KEY"));
    Instant now = Instant.now();
    for (Point point : plant.points().list(PointQuery.ALL.search(String.join(" ", words)))) {
      History day = plant.points().history(point.id(), now.minus(Duration.ofDays(1)), now);
      double sum = 0;
      int good = 0;
      for (int row = 0; row < day.length(); row++) {
        if (!day.isGood(row) || Double.isNaN(day.value()[row])) continue;
        sum += day.value()[row];
        good++;
      }
      String mean = (good == 0 ? "none" : sum / good) + (point.unit() == null ? "" : " " + point.unit());
      System.out.printf("%s %s: %s of %d samples%n", String.join(" / ", point.path()), point.name(), mean, good);
    }
  }
}
