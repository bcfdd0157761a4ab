package io.millrace.sdk;

import static io.millrace.sdk.Request.segment;

import io.millrace.sdk.model.Asset;
import io.millrace.sdk.model.AssetQuery;
import io.millrace.sdk.model.AssetRequest;

/** The plant as a tree: sites, areas, lines, machines. */
public final class Assets {
  private final Connection connection;

  Assets(Connection connection) {
    this.connection = connection;
  }

  /**
   * Every asset that matches; {@code limit} is the size of a page.
   *
   * @param query what is looked for, such as {@code AssetQuery.ALL.search("pump")}
   * @return the assets, page after page
   */
  public Items<Asset> list(AssetQuery query) {
    return Lists.items(connection, "/assets", query.parameters(), Asset::read);
  }

  /**
   * One asset.
   *
   * @param id its id
   * @return the asset
   */
  public Asset get(String id) {
    return connection.json(Request.of("GET", "/assets/" + segment(id)), Asset::read);
  }

  /**
   * Makes an asset by hand. Never sent twice by itself.
   *
   * @param request such as {@code AssetRequest.of("Pump 7").parent(hall)}
   * @return the asset
   */
  public Asset create(AssetRequest request) {
    return connection.json(Request.of("POST", "/assets").body(request::write), Asset::read);
  }

  /**
   * Renames or describes an asset.
   *
   * @param id its id
   * @param request what it is from now on, as a whole
   * @return the asset
   */
  public Asset change(String id, AssetRequest request) {
    return connection.json(Request.of("PUT", "/assets/" + segment(id)).body(request::write), Asset::read);
  }

  /**
   * Removes an asset that holds nothing.
   *
   * @param id its id
   */
  public void remove(String id) {
    connection.done(Request.of("DELETE", "/assets/" + segment(id)));
  }
}
