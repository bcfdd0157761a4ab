import io.millrace.sdk.LiveValues;
import io.millrace.sdk.Millrace;
import io.millrace.sdk.model.PointQuery;
import io.millrace.sdk.model.PointSample;
import java.util.List;

/** Prints values as they come, of a point that is found by the first word: as many as the second says. */
public final class Watch {
  private Watch() {}

  /** Begins. */
  public static void main(String[] asked) {
    Millrace plant = Millrace.connect(System.getenv("MILLRACE_ADDRESS"), System.getenv("MILLRACE_KEY"));
    String point = plant.points().list(PointQuery.ALL.search(asked[0])).iterator().next().id();
    int left = Integer.parseInt(asked[1]);
    try (LiveValues values = plant.points().live(List.of(point))) {
      for (PointSample sample : values) {
        System.out.println(sample.time() + " " + sample.value() + " " + sample.quality());
        if (--left == 0) break;
      }
    }
  }
}
