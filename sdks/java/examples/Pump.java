import io.millrace.sdk.Millrace;
import io.millrace.sdk.MillraceException;
import io.millrace.sdk.ModelInputs;
import io.millrace.sdk.ModelOutputs;
import io.millrace.sdk.model.MechanismListed;
import io.millrace.sdk.model.MechanismQuery;

/** Head of a pump by the model of the library, for two rows; the second is not to be believed. */
public final class Pump {
  private Pump() {}

  /** Begins. */
  public static void main(String[] none) {
    Millrace plant = Millrace.connect(System.getenv("MILLRACE_ADDRESS"), System.getenv("MILLRACE_KEY"));
    try {
      MechanismListed model =
          plant.models().list(MechanismQuery.ALL.search("pump")).stream().findFirst().orElseThrow();
      ModelOutputs outputs = plant.models().call(model.id(), new ModelInputs()
          .numbers("flow", 720, 720)
          .numbers("suction_pressure", 0.2, 5)
          .numbers("discharge_pressure", 4.1, 4.1)
          .numbers("power", 110, 110));
      for (int row = 0; row < 2; row++) {
        boolean isGood = outputs.status("head")[row] >>> 30 == 0;
        System.out.println(isGood ? outputs.numbers("head")[row] + " " + outputs.unit("head") : outputs.reason("head", row));
      }
    } catch (MillraceException.Forbidden fault) {
      System.err.println("This key may not run models. " + fault.remedy());
      System.exit(1);
    }
  }
}
