/**
 * Functions that a query may call: those that work on their arguments alone. What is not named here (files, settings,
 * environment, other catalogues, sleeping, logging, JSON that is run as SQL) does not exist for a query.
 */
const groups = {
  operators:
    '+ - * / // % ** ^ & | ~ << >> || @ ^@ ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape',
  numbers:
    'abs acos acosh add asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cot degrees divide even exp factorial fdiv floor fmod gamma gcd greatest isfinite isinf isnan lcm least lgamma ln log log10 log2 mod multiply nextafter pi pow power radians random round round_even sign signbit sin sinh sqrt subtract tan tanh trunc xor',
  texts:
    'ascii bar bin chr concat concat_ws contains damerau_levenshtein ends_with format formatReadableDecimalSize formatReadableSize format_bytes from_hex hamming hash hex instr jaccard jaro_similarity jaro_winkler_similarity lcase left len length levenshtein lower lpad ltrim md5 nfc_normalize ord position prefix printf regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array repeat replace reverse right rpad rtrim sha256 split split_part starts_with str_split string_split string_split_regex string_to_array strip_accents strlen strpos substr substring suffix to_hex translate trim ucase unicode upper url_decode url_encode',
  times:
    'age ago century current_date current_localtime current_localtimestamp date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms epoch_ns epoch_us era get_current_time get_current_timestamp hour isodow isoyear julian last_day make_date make_time make_timestamp make_timestamp_ms make_timestamptz microsecond millennium millisecond minute month monthname nanosecond now quarter second strftime strptime time_bucket timezone timezone_hour timezone_minute to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years today transaction_timestamp try_strptime week weekday weekofyear year yearweek',
  lists:
    'aggregate apply array_agg array_aggregate array_append array_apply array_cat array_concat array_contains array_distinct array_extract array_filter array_has array_has_all array_has_any array_indexof array_intersect array_length array_position array_prepend array_reduce array_reverse array_reverse_sort array_slice array_sort array_to_string array_transform array_unique array_where array_zip cardinality element_at filter flatten generate_series list_aggr list_aggregate list_any_value list_append list_apply list_avg list_bool_and list_bool_or list_cat list_concat list_contains list_count list_distinct list_element list_extract list_filter list_first list_grade_up list_has list_has_all list_has_any list_histogram list_indexof list_intersect list_kurtosis list_last list_mad list_max list_median list_min list_mode list_pack list_position list_prepend list_product list_reduce list_resize list_reverse list_reverse_sort list_select list_slice list_sort list_stddev_pop list_stddev_samp list_string_agg list_sum list_transform list_unique list_value list_var_pop list_var_samp list_where list_zip map map_contains map_entries map_extract map_extract_value map_from_entries map_keys map_values range reduce row struct_extract struct_extract_at struct_insert struct_pack unnest',
  others: 'alias constant_or_null equi_width_bins nullif is_histogram_other_bin typeof',
  aggregates:
    'any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null argmax argmin avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram histogram_exact kahan_sum kurtosis kurtosis_pop last list listagg mad max max_by mean median min min_by mode product quantile quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy reservoir_quantile sem skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp variance wavg weighted_avg',
  windows:
    'cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number',
} as const

const offered: ReadonlySet<string> = new Set(Object.values(groups).flatMap((names) => names.toLowerCase().split(' ')))

export const isOffered = (name: string): boolean => offered.has(name.toLowerCase())
