package io.millrace.sdk;

import static io.millrace.sdk.Request.segment;

import io.millrace.sdk.json.Json;
import io.millrace.sdk.model.Write;
import io.millrace.sdk.model.WriteQuery;
import io.millrace.sdk.model.WriteRequest;

/** Writes to machines. Each has an id, so that one that is sent again after a cut is done once. */
public final class Writes {
  private final Connection connection;

  Writes(Connection connection) {
    this.connection = connection;
  }

  /**
   * Writes a number to a machine.
   *
   * @param point its id
   * @param value in the unit of the point
   * @param reason why; it stands in the audit
   * @return what became of it within 20 s: look at its state
   */
  public Write write(String point, double value, String reason) {
    return write(point, WriteRequest.of(Json.of(value), reason));
  }

  /**
   * Writes a value to a machine.
   *
   * @param point its id
   * @param request value and reason; without an id it is given one. The same id again asks what became of it
   * @return what became of it within 20 s: look at its state. One that waits needs a second person
   */
  public Write write(String point, WriteRequest request) {
    WriteRequest named = request.id() == null ? request.id(Ids.next()) : request;
    Request asked = Request.of("POST", "/points/" + segment(point) + "/writes").body(named::write).once();
    return connection.json(asked, Write::read);
  }

  /**
   * Writes, the newest first.
   *
   * @param query which
   * @return page after page
   */
  public Items<Write> list(WriteQuery query) {
    return Lists.items(connection, "/writes", query.parameters(), Write::read);
  }

  /**
   * One write as it is now.
   *
   * @param id its id
   * @return the write
   */
  public Write get(String id) {
    return connection.json(Request.of("GET", "/writes/" + segment(id)), Write::read);
  }

  /**
   * Takes a write of one's own back while it waits.
   *
   * @param id its id
   */
  public void withdraw(String id) {
    connection.done(Request.of("DELETE", "/writes/" + segment(id)));
  }

  /**
   * Confirms as the second person: it goes out at once.
   *
   * @param id its id
   * @return what became of it within 20 s
   */
  public Write confirm(String id) {
    Request request = Request.of("POST", "/writes/" + segment(id) + "/confirmation").body(Json.object());
    return connection.json(request, Write::read);
  }

  /**
   * Refuses as the second person: it never goes out.
   *
   * @param id its id
   * @param note why
   * @return the write
   */
  public Write refuse(String id, String note) {
    Request request = Request.of("POST", "/writes/" + segment(id) + "/refusal").body(Json.object("note", note));
    return connection.json(request, Write::read);
  }
}
