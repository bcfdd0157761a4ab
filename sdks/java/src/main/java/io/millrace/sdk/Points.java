package io.millrace.sdk;

import static io.millrace.sdk.Request.segment;

import io.millrace.sdk.json.JsonReader;
import io.millrace.sdk.json.Moments;
import io.millrace.sdk.model.AtList;
import io.millrace.sdk.model.AtQuery;
import io.millrace.sdk.model.BucketQuery;
import io.millrace.sdk.model.Buckets;
import io.millrace.sdk.model.LatestList;
import io.millrace.sdk.model.PixelColumns;
import io.millrace.sdk.model.PixelQuery;
import io.millrace.sdk.model.Point;
import io.millrace.sdk.model.PointQuery;
import io.millrace.sdk.model.PointSample;
import io.millrace.sdk.model.PointSampleAt;
import io.millrace.sdk.model.StateList;
import io.millrace.sdk.model.StateQuery;
import io.millrace.sdk.model.WeightedMeans;
import io.millrace.sdk.model.WeightedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Points and what was measured. */
public final class Points {
  /** Samples of a page: some 4 MB of JSON. */
  private static final int PAGE = 50_000;

  private final Connection connection;

  Points(Connection connection) {
    this.connection = connection;
  }

  /**
   * Every point that matches, with its latest value; {@code limit} is the size of a page.
   *
   * @param query what is looked for, such as {@code PointQuery.ALL.search("temperature")}
   * @return the points, page after page
   */
  public Items<Point> list(PointQuery query) {
    return Lists.items(connection, "/points", query.parameters(), Point::read);
  }

  /**
   * One point.
   *
   * @param id its id
   * @return the point
   */
  public Point get(String id) {
    return connection.json(Request.of("GET", at(id, "")), Point::read);
  }

  /**
   * Latest samples.
   *
   * @param points ids, up to 500
   * @return in the order asked; points without a value are left out
   */
  public List<PointSample> latest(Collection<String> points) {
    Request request = Request.of("GET", "/points/latest").query("ids", String.join(",", points));
    return connection.json(request, LatestList::read).items();
  }

  /**
   * Every sample of a range as it was measured, in columns; all pages.
   *
   * @param point its id
   * @param from inclusive
   * @param to exclusive
   * @return the samples, the oldest first
   */
  public History history(String point, Instant from, Instant to) {
    return History.joined(historyPages(point, from, to, PAGE).toList());
  }

  /**
   * The same, page after page: for more than the memory holds.
   *
   * @param point its id
   * @param from inclusive
   * @param to exclusive
   * @param size samples of a page, 1 to 100000
   * @return columns of each page; what comes late behind a page is not told any more
   */
  public Items<History> historyPages(String point, Instant from, Instant to, int size) {
    Request begin = Request.of("GET", at(point, "/history")).query("limit", size);
    Request range = begin.query("from", Moments.micros(from)).query("to", Moments.micros(to));
    return new Items<>((cursor) ->
        connection.json(cursor == null ? range : begin.query("cursor", cursor), History::read));
  }

  /**
   * A point in buckets of time: least, greatest, mean, first, last, count.
   *
   * @param point its id
   * @param query range, and width or pixels
   * @return columns, a row a bucket
   */
  public Buckets buckets(String point, BucketQuery query) {
    return read(at(point, "/buckets"), query.parameters(), Buckets::read);
  }

  /**
   * Time-weighted means in windows, with the share of time in which the value is known (OPC UA Part 13 §5.4.3.7).
   *
   * @param point its id
   * @param query range, width, and what a value stands for
   * @return columns, a row a window
   */
  public WeightedMeans timeWeighted(String point, WeightedQuery query) {
    return read(at(point, "/time-weighted"), query.parameters(), WeightedMeans::read);
  }

  /**
   * First, last, least and greatest of each column of pixels: enough to draw a line as if of all samples.
   *
   * @param point its id
   * @param query range and pixels
   * @return columns, a row a column of pixels
   */
  public PixelColumns pixels(String point, PixelQuery query) {
    return read(at(point, "/m4"), query.parameters(), PixelColumns::read);
  }

  /**
   * Time in each state, and how often it was entered.
   *
   * @param point its id
   * @param query range
   * @return the states
   */
  public StateList states(String point, StateQuery query) {
    return read(at(point, "/states"), query.parameters(), StateList::read);
  }

  /**
   * Values at instants (OPC UA Part 11 §6.5.5).
   *
   * @param points ids, up to 500
   * @param instants up to 100
   * @param query which sample counts
   * @return in the order of points, then of time; what is not known is left out
   */
  public List<PointSampleAt> at(Collection<String> points, Collection<Instant> instants, AtQuery query) {
    String times = instants.stream().map((instant) -> "" + Moments.micros(instant)).collect(Collectors.joining(","));
    Request request = Request.of("GET", "/points/at").query(query.parameters());
    return connection
        .json(request.query("ids", String.join(",", points)).query("times", times), AtList::read)
        .items();
  }

  /**
   * New values as they come; the first are those that are held. A cut stream is resumed by itself.
   *
   * @param points ids, up to 500
   * @param listener is told, on a thread of its own
   * @return to be closed
   */
  public Live live(Collection<String> points, LiveListener listener) {
    return new Live(connection, new ArrayList<>(points), listener);
  }

  /**
   * The same, to be waited for.
   *
   * @param points ids, up to 500
   * @return values in the order they come; to be closed
   */
  public LiveValues live(Collection<String> points) {
    return new LiveValues(connection, new ArrayList<>(points));
  }

  private <T> T read(String path, Map<String, Object> asked, Function<JsonReader, T> one) {
    return connection.json(Request.of("GET", path).query(asked), one);
  }

  private static String at(String point, String below) {
    return "/points/" + segment(point) + below;
  }
}
