package io.millrace.sdk;

import static io.millrace.sdk.Request.segment;

import io.millrace.sdk.model.Mechanism;
import io.millrace.sdk.model.MechanismCallAnswer;
import io.millrace.sdk.model.MechanismListed;
import io.millrace.sdk.model.MechanismQuery;

/** Mechanism models: know-how that runs, and says when it must not be believed. */
public final class Models {
  private final Connection connection;

  Models(Connection connection) {
    this.connection = connection;
  }

  /**
   * Models of the registry.
   *
   * @param query which
   * @return page after page
   */
  public Items<MechanismListed> list(MechanismQuery query) {
    return Lists.items(connection, "/mechanisms", query.parameters(), MechanismListed::read);
  }

  /**
   * A model and its versions.
   *
   * @param id its id
   * @return the model
   */
  public Mechanism get(String id) {
    return connection.json(Request.of("GET", "/mechanisms/" + segment(id)), Mechanism::read);
  }

  /**
   * Runs the newest published version over rows; the newest at all where none is published.
   *
   * @param id of the model
   * @param inputs rows in columns
   * @return results in columns
   */
  public ModelOutputs call(String id, ModelInputs inputs) {
    Mechanism model = get(id);
    return call(id, model.published() == null ? model.newest().version() : model.published(), inputs);
  }

  /**
   * Runs a version over rows.
   *
   * @param id of the model
   * @param version SemVer 2.0
   * @param inputs rows in columns
   * @return results in columns
   */
  public ModelOutputs call(String id, String version, ModelInputs inputs) {
    String path = "/mechanisms/" + segment(id) + "/versions/" + segment(version) + "/call";
    Request request = Request.of("POST", path).body(inputs::write);
    return new ModelOutputs(connection.json(request, MechanismCallAnswer::read));
  }
}
