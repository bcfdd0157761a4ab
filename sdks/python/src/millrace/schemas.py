# From the routes of packages/server by `npm run sdk`; never edited.
"""What the platform takes and tells, as dictionaries with types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict, Union

if TYPE_CHECKING:
    from typing_extensions import NotRequired


class Acceptance(TypedDict):
    """A new account, or that of a person who has one and gives its user name and password"""

    token: str
    username: str
    name: NotRequired[str]
    password: str
    locale: NotRequired[str]
    account: NotRequired[Literal['new', 'own']]
    """own: no account is made for a user name that there is not; without it either will do"""


AcceptanceReply = Union["Union[Accepted, SecondStepNeeded]"]


class Accepted(TypedDict):
    username: str
    organisation: str


class AccessQuestion(TypedDict):
    holder: str
    """Id of a member or program"""
    action: Literal['asset:read', 'asset:write', 'point:read', 'point:write', 'write:confirm', 'history:export', 'history:import', 'history:query', 'history:remove', 'alarm:read', 'alarm:acknowledge', 'alarm:shelve', 'alarm:remove', 'alarm:propose', 'alarm:approve', 'production:read', 'production:enter', 'production:manage', 'energy:read', 'energy:manage', 'energy:approve', 'energy:factor', 'device:read', 'device:enrol', 'device:revoke', 'model:read', 'model:write', 'mechanism:read', 'mechanism:write', 'mechanism:publish', 'mechanism:bind', 'app:read', 'app:use', 'app:manage', 'flow:read', 'flow:write', 'flow:publish', 'flow:deploy', 'component:read', 'component:use', 'component:publish', 'screen:read', 'screen:write', 'library:read', 'library:contribute', 'library:review', 'maintenance:read', 'maintenance:work', 'maintenance:plan', 'notice:read', 'notice:write', 'event:read', 'webhook:read', 'webhook:write', 'member:read', 'member:manage', 'role:manage', 'grant:read', 'grant:give', 'program:manage', 'provider:manage', 'audit:read', 'audit:export', 'access:explain', 'quota:read', 'organisation:read', 'organisation:manage', 'platform:operate']
    """An action of the vocabulary"""
    asset: NotRequired[str]
    """The asset it is about; without it the organisation"""


class ActionListItemsItem(TypedDict):
    action: Literal['asset:read', 'asset:write', 'point:read', 'point:write', 'write:confirm', 'history:export', 'history:import', 'history:query', 'history:remove', 'alarm:read', 'alarm:acknowledge', 'alarm:shelve', 'alarm:remove', 'alarm:propose', 'alarm:approve', 'production:read', 'production:enter', 'production:manage', 'energy:read', 'energy:manage', 'energy:approve', 'energy:factor', 'device:read', 'device:enrol', 'device:revoke', 'model:read', 'model:write', 'mechanism:read', 'mechanism:write', 'mechanism:publish', 'mechanism:bind', 'app:read', 'app:use', 'app:manage', 'flow:read', 'flow:write', 'flow:publish', 'flow:deploy', 'component:read', 'component:use', 'component:publish', 'screen:read', 'screen:write', 'library:read', 'library:contribute', 'library:review', 'maintenance:read', 'maintenance:work', 'maintenance:plan', 'notice:read', 'notice:write', 'event:read', 'webhook:read', 'webhook:write', 'member:read', 'member:manage', 'role:manage', 'grant:read', 'grant:give', 'program:manage', 'provider:manage', 'audit:read', 'audit:export', 'access:explain', 'quota:read', 'organisation:read', 'organisation:manage', 'platform:operate']
    """An action of the vocabulary"""
    about: Literal['plant', 'organisation', 'platform']
    shared: bool
    """A grant may give it to another organisation"""
    says: str


class ActionList(TypedDict):
    items: list[ActionListItemsItem]


class AlarmAcknowledgedBy(TypedDict):
    kind: str
    id: str
    name: str


class AlarmHeldBy(TypedDict):
    kind: str
    id: str
    name: str


class AlarmBroken(TypedDict):
    """Its condition is not evaluated: why. Nothing would be raised now"""

    code: str
    says: str


Alarm = TypedDict('Alarm', {
    'id': "str",
    'asset': "str",
    'path': "list[str]",
    'name': "AlarmWords",
    'priority': "Literal['low', 'medium', 'high', 'critical']",
    'state': "Literal['normal', 'unacknowledged', 'acknowledged', 'returned_unacknowledged', 'latched_unacknowledged', 'latched_acknowledged', 'shelved', 'suppressed', 'out_of_service']",
    'active': "bool",
    'annunciated': "bool",
    'since': "str",
    'raisedAt': "NotRequired[str]",
    'value': "NotRequired[float]",
    'unit': "NotRequired[str]",
    'status': "NotRequired[int]",
    'point': "NotRequired[str]",
    'class': "str",
    'acknowledgedBy': "NotRequired[AlarmAcknowledgedBy]",
    'acknowledgedAt': "NotRequired[str]",
    'heldBy': "NotRequired[AlarmHeldBy]",
    'reason': "NotRequired[str]",
    'heldAt': "NotRequired[str]",
    'shelvedUntil': "NotRequired[str]",
    'outUntil': "NotRequired[str]",
    'suppressedUntil': "NotRequired[str]",
    'againAt': "NotRequired[str]",
    'broken': "NotRequired[AlarmBroken]",
    'note': "NotRequired[str]",
})


class AlarmActReplyItemsItem(TypedDict):
    id: str
    state: NotRequired[Literal['normal', 'unacknowledged', 'acknowledged', 'returned_unacknowledged', 'latched_unacknowledged', 'latched_acknowledged', 'shelved', 'suppressed', 'out_of_service']]
    """ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated"""
    refused: NotRequired[str]
    """Why nothing happened: acknowledged_already, still_active, unknown …"""


class AlarmActReply(TypedDict):
    changed: int
    items: list[AlarmActReplyItemsItem]


class AlarmActRequest(TypedDict):
    ids: list[str]
    note: NotRequired[str]


class AlarmApproveRequest(TypedDict):
    ids: list[str]
    note: NotRequired[str]


class AlarmChangePointsItem(TypedDict):
    id: str
    name: str
    path: list[str]
    unit: NotRequired[str]


class AlarmChangeDifferenceItem(TypedDict):
    field: str
    """With dots: condition.limit"""
    before: NotRequired[dict[str, Any]]
    after: NotRequired[dict[str, Any]]


class AlarmChangeBy(TypedDict):
    kind: str
    id: str
    name: str


class AlarmChangeDecidedBy(TypedDict):
    kind: str
    id: str
    name: str


class AlarmChange(TypedDict):
    id: str
    alarm: str
    asset: str
    path: NotRequired[list[str]]
    """Names from the top of the tree down to the asset, where it is asked for"""
    points: NotRequired[list[AlarmChangePointsItem]]
    """That its conditions name, as far as whoever asks may see them; beside `path`"""
    name: AlarmWords
    kind: Literal['add', 'change', 'retire']
    state: Literal['proposed', 'approved', 'rejected', 'withdrawn']
    before: NotRequired[AlarmDefinition]
    after: NotRequired[AlarmDefinition]
    difference: list[AlarmChangeDifferenceItem]
    """What changes, field by field"""
    reason: str
    by: AlarmChangeBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    decidedBy: NotRequired[AlarmChangeDecidedBy]
    decidedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    note: NotRequired[str]
    version: NotRequired[int]
    """That the alarm came to by it"""


class AlarmChangeCounts(TypedDict):
    waiting: int
    """That wait for a second person"""
    decidable: int
    """Of these, in whose proposal whoever asks had no hand"""


class AlarmChangePage(TypedDict):
    items: list[AlarmChange]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class AlarmChangeRequest(TypedDict):
    alarm: NotRequired[str]
    """That is to change; a new one without it"""
    definition: NotRequired[AlarmDefinition]
    retire: NotRequired[bool]
    """Take the alarm out of the database"""
    reason: str


AlarmConditionLimit = TypedDict('AlarmConditionLimit', {
    'is': "Literal['limit']",
    'point': "str",
    'side': "Literal['high', 'low']",
    'limit': "float",
    'deadband': "float",
    'unit': "NotRequired[str]",
    'onDelay': "float",
    'offDelay': "float",
})


AlarmConditionRate = TypedDict('AlarmConditionRate', {
    'is': "Literal['rate']",
    'point': "str",
    'side': "Literal['rising', 'falling', 'either']",
    'limit': "float",
    'window': "float",
    'deadband': "float",
    'onDelay': "float",
    'offDelay': "float",
})


class AlarmConditionDeviationReference(TypedDict):
    point: str
    """Id of the point"""


class AlarmConditionDeviationReference2(TypedDict):
    value: float


AlarmConditionDeviation = TypedDict('AlarmConditionDeviation', {
    'is': "Literal['deviation']",
    'point': "str",
    'reference': "Union[AlarmConditionDeviationReference, AlarmConditionDeviationReference2]",
    'side': "Literal['above', 'below', 'either']",
    'limit': "float",
    'deadband': "float",
    'onDelay': "float",
    'offDelay': "float",
})


AlarmConditionAbsence = TypedDict('AlarmConditionAbsence', {
    'is': "Literal['absence']",
    'point': "str",
    'after': "float",
    'onDelay': "float",
    'offDelay': "float",
})


AlarmConditionState = TypedDict('AlarmConditionState', {
    'is': "Literal['state']",
    'point': "str",
    'values': "list[Union[float, bool, str]]",
    'onDelay': "float",
    'offDelay': "float",
})


AlarmConditionQuality = TypedDict('AlarmConditionQuality', {
    'is': "Literal['quality']",
    'point': "str",
    'onDelay': "float",
    'offDelay': "float",
})


class AlarmConditionExpressionInputsItem(TypedDict):
    name: str
    point: str
    """Id of the point"""


AlarmConditionExpression = TypedDict('AlarmConditionExpression', {
    'is': "Literal['expression']",
    'expression': "str",
    'inputs': "list[AlarmConditionExpressionInputsItem]",
    'onDelay': "float",
    'offDelay': "float",
})


AlarmCondition = Union["Union[AlarmConditionLimit, AlarmConditionRate, AlarmConditionDeviation, AlarmConditionAbsence, AlarmConditionState, AlarmConditionQuality, AlarmConditionExpression]"]


class AlarmConditionCheck(TypedDict):
    condition: AlarmCondition


class AlarmCounts(TypedDict):
    """low to critical: annunciated ones; told with the first page"""

    low: int
    medium: int
    high: int
    critical: int
    unacknowledged: int
    """That wait for an acknowledgement"""
    shelved: int
    suppressed: int
    outOfService: int


class AlarmDecisionRequest(TypedDict):
    note: NotRequired[str]


class AlarmDecisionsReplyItemsItem(TypedDict):
    id: str
    state: NotRequired[Literal['proposed', 'approved', 'rejected', 'withdrawn']]
    refused: NotRequired[str]
    """Why nothing happened, as a row of the error table: alarms.second_person, alarms.outdated …"""


class AlarmDecisionsReply(TypedDict):
    changed: int
    items: list[AlarmDecisionsReplyItemsItem]


class AlarmDecisionsRequest(TypedDict):
    ids: list[str]
    decision: Literal['approve', 'reject']
    note: NotRequired[str]
    """Why not, where they are rejected"""


AlarmDefinitionAgain = TypedDict('AlarmDefinitionAgain', {
    'after': "float",
    'while': "Literal['unacknowledged', 'active']",
})


AlarmDefinition = TypedDict('AlarmDefinition', {
    'asset': "str",
    'name': "AlarmWords",
    'condition': "AlarmCondition",
    'suppression': "NotRequired[AlarmCondition]",
    'consequence': "Literal['minor', 'major', 'severe']",
    'respondWithin': "float",
    'cause': "str",
    'effect': "str",
    'action': "str",
    'class': "str",
    'latching': "bool",
    'acknowledgement': "Literal['by_priority', 'required', 'not_required']",
    'reAlarm': "Literal['always', 'unseen']",
    'again': "NotRequired[AlarmDefinitionAgain]",
    'rationalised': "bool",
})


class AlarmDefinitionInForce(TypedDict):
    id: str
    path: list[str]
    priority: Literal['low', 'medium', 'high', 'critical']
    version: int
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    waiting: NotRequired[str]
    """Id of a change that waits"""
    definition: AlarmDefinition


class AlarmDefinitionPage(TypedDict):
    items: list[AlarmDefinitionInForce]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class AlarmEventBy(TypedDict):
    kind: str
    id: str
    name: str


class AlarmEvent(TypedDict):
    seq: int
    alarm: str
    asset: str
    name: AlarmWords
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    kind: Literal['raised', 'again', 'cleared', 'acknowledged', 'reset', 'shelved', 'unshelved', 'suppressed', 'unsuppressed', 'removed', 'returned', 'noted', 'broken', 'mended', 'changed']
    state: Literal['normal', 'unacknowledged', 'acknowledged', 'returned_unacknowledged', 'latched_unacknowledged', 'latched_acknowledged', 'shelved', 'suppressed', 'out_of_service']
    """ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated"""
    annunciated: bool
    """It was put before operators by this"""
    priority: Literal['low', 'medium', 'high', 'critical']
    value: NotRequired[float]
    status: NotRequired[int]
    by: NotRequired[AlarmEventBy]
    note: NotRequired[str]
    until: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class AlarmEventPage(TypedDict):
    items: list[AlarmEvent]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class AlarmImportReplyRefusedItem(TypedDict):
    row: int
    """From 1"""
    code: str
    says: str


class AlarmImportReply(TypedDict):
    proposed: int
    """Changes that wait for an approval now"""
    unchanged: int
    refused: list[AlarmImportReplyRefusedItem]


class AlarmImportRequest(TypedDict):
    rows: list[AlarmRow]
    reason: str


class AlarmNoteRequest(TypedDict):
    note: str


class AlarmPage(TypedDict):
    items: list[Alarm]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""
    counts: NotRequired[AlarmCounts]


class AlarmPerformanceMetricsAveragePer10min(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsAveragePerHour(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsAveragePerDay(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsPeakPer10min(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsBusyShare(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsFloodShare(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsFrequentShare(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsChattering(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsFleeting(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsStale(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetricsUnauthorised(TypedDict):
    value: float
    acceptable: float
    """Up to this it is as the standard recommends"""
    manageable: float
    """Beyond this operators cannot keep up"""
    clause: str
    """Of ANSI/ISA-18.2-2016"""
    verdict: Literal['good', 'watch', 'bad']


class AlarmPerformanceMetrics(TypedDict):
    averagePer10min: AlarmPerformanceMetricsAveragePer10min
    averagePerHour: AlarmPerformanceMetricsAveragePerHour
    averagePerDay: AlarmPerformanceMetricsAveragePerDay
    peakPer10min: AlarmPerformanceMetricsPeakPer10min
    busyShare: AlarmPerformanceMetricsBusyShare
    floodShare: AlarmPerformanceMetricsFloodShare
    frequentShare: AlarmPerformanceMetricsFrequentShare
    chattering: AlarmPerformanceMetricsChattering
    fleeting: AlarmPerformanceMetricsFleeting
    stale: AlarmPerformanceMetricsStale
    unauthorised: AlarmPerformanceMetricsUnauthorised


AlarmPerformanceFloodsItem = TypedDict('AlarmPerformanceFloodsItem', {
    'from': "str",
    'to': "str",
    'annunciated': "int",
    'peak': "int",
})


class AlarmPerformanceFrequentItem(TypedDict):
    id: str
    name: AlarmWords
    path: list[str]
    annunciated: int


class AlarmPerformanceChatteringItem(TypedDict):
    id: str
    name: AlarmWords
    path: list[str]
    annunciated: int


class AlarmPerformanceFleetingItem(TypedDict):
    id: str
    name: AlarmWords
    path: list[str]
    annunciated: int


class AlarmPerformancePrioritiesItem(TypedDict):
    priority: Literal['low', 'medium', 'high', 'critical']
    share: float
    wanted: float


AlarmPerformance = TypedDict('AlarmPerformance', {
    'from': "str",
    'to': "str",
    'annunciated': "int",
    'cut': "bool",
    'metrics': "AlarmPerformanceMetrics",
    'per10min': "list[int]",
    'floods': "list[AlarmPerformanceFloodsItem]",
    'frequent': "list[AlarmPerformanceFrequentItem]",
    'chattering': "list[AlarmPerformanceChatteringItem]",
    'fleeting': "list[AlarmPerformanceFleetingItem]",
    'priorities': "list[AlarmPerformancePrioritiesItem]",
    'shelved': "int",
    'suppressed': "int",
    'outOfService': "int",
    'flooding': "bool",
})


class AlarmRejectionRequest(TypedDict):
    note: str


class AlarmRemoveRequest(TypedDict):
    ids: list[str]
    reason: str
    until: NotRequired[str]
    """When it returns by itself; without one somebody puts it back"""


AlarmRow = Union["dict[str, Union[str, float, bool, None]]"]


class AlarmRowList(TypedDict):
    items: list[AlarmRow]


class AlarmSettingsPrioritiesItemPriority(TypedDict):
    minor: Literal['low', 'medium', 'high', 'critical']
    major: Literal['low', 'medium', 'high', 'critical']
    severe: Literal['low', 'medium', 'high', 'critical']


class AlarmSettingsPrioritiesItem(TypedDict):
    within: Union[float, None]
    """At most so many min to respond; null in the last row"""
    priority: AlarmSettingsPrioritiesItemPriority


class AlarmSettings(TypedDict):
    priorities: list[AlarmSettingsPrioritiesItem]
    unacknowledged: list[Literal['low', 'medium', 'high', 'critical']]
    """Priorities that need no acknowledgement"""
    longestShelf: int
    """min that an alarm may be shelved for"""
    staleAfter: int
    """min after which an alarm is stale"""


class AlarmShelveRequest(TypedDict):
    ids: list[str]
    reason: str
    until: str
    """When it returns by itself; ISO 8601 or µs"""


class AlarmSuppressRequest(TypedDict):
    ids: list[str]
    reason: str
    until: str
    """When it ends by itself; ISO 8601 or µs"""


class AlarmWords(TypedDict):
    en: str
    zh: str


class AnomalyBand(TypedDict):
    width: int
    """µs"""
    start: list[int]
    """Start of each window, µs since 1970 UTC"""
    value: list[Union[float, None]]
    median: list[Union[float, None]]
    low: list[Union[float, None]]
    high: list[Union[float, None]]
    score: list[Union[float, None]]
    """Deviations off the median; null where nothing can be said"""
    outside: int
    """Windows outside of the band"""
    trained: int
    """Windows with a value of which the band was made"""


class App(TypedDict):
    app: str
    """publisher/name"""
    versions: list[AppVersionListed]


class AppAskLatest(TypedDict):
    call: Literal['latest']
    points: list[str]


AppAskHistory = TypedDict('AppAskHistory', {
    'call': "Literal['history']",
    'points': "list[str]",
    'from': "str",
    'to': "str",
    'buckets': "NotRequired[int]",
})


class AppAskWrite(TypedDict):
    call: Literal['write']
    point: str
    """UUID"""
    value: Union[float, bool, str]
    reason: str
    id: NotRequired[str]
    """UUID"""


class AppAskModel(TypedDict):
    call: Literal['model']
    model: str
    """One that the app brought, by its folder or name; else one that is published"""
    input: dict[str, Union[Union[float, bool, str], None]]


AppAsk = Union["Union[AppAskLatest, AppAskHistory, AppAskWrite, AppAskModel]"]


class AppAskReply1Item(TypedDict):
    point: str
    value: Union[float, bool, str, None]
    """null: it has none, or a bad one"""
    quality: Literal['good', 'uncertain', 'bad']
    time: Union[str, None]


class AppAskReply2ItemColumns(TypedDict):
    time: list[float]
    """Begin of each bucket, ms since 1970 UTC"""
    min: list[Union[float, None]]
    max: list[Union[float, None]]
    mean: list[Union[float, None]]
    first: list[Union[float, None]]
    last: list[Union[float, None]]
    count: list[int]
    good: list[int]


class AppAskReply2Item(TypedDict):
    point: str
    columns: AppAskReply2ItemColumns


class AppAskReply3(TypedDict):
    operation: str
    """Id of the write"""
    state: str


class AppAskReply4OutputsValue(TypedDict):
    value: Union[Union[float, bool, str], None]
    unit: NotRequired[str]
    reason: NotRequired[str]
    """Why it is not good"""


class AppAskReply4(TypedDict):
    version: str
    outputs: dict[str, AppAskReply4OutputsValue]


AppAskReply = Union["Union[list[AppAskReply1Item], list[AppAskReply2Item], AppAskReply3, AppAskReply4]"]


class AppAskedAction(TypedDict):
    kind: Literal['action']
    action: str
    on: Literal['bound', 'organisation']


class AppAskedWrite(TypedDict):
    kind: Literal['write']
    need: str
    property: str


class AppAskedHost(TypedDict):
    kind: Literal['host']
    host: str


class AppAskedEvent(TypedDict):
    kind: Literal['event']
    event: str


class AppAskedHttp(TypedDict):
    kind: Literal['http']
    service: str


class AppAskedProcess(TypedDict):
    kind: Literal['process']
    process: str


AppAsked = Union["Union[AppAskedAction, AppAskedWrite, AppAskedHost, AppAskedEvent, AppAskedHttp, AppAskedProcess]"]


AppBound = Union["dict[str, list[str]]"]


class AppBringsFlowsItemTitle(TypedDict):
    en: str
    zh: str


class AppBringsFlowsItem(TypedDict):
    name: str
    title: AppBringsFlowsItemTitle


class AppBringsModelsItemTitle(TypedDict):
    en: str
    zh: str


class AppBringsModelsItem(TypedDict):
    name: str
    version: str
    title: AppBringsModelsItemTitle
    folder: str


class AppBringsClassesItemTitle(TypedDict):
    en: str
    zh: str


class AppBringsClassesItem(TypedDict):
    name: str
    version: str
    title: AppBringsClassesItemTitle
    kpis: int
    alarms: int


class AppBrings(TypedDict):
    """Published in the organisation with the app, whose consent is the review"""

    flows: list[AppBringsFlowsItem]
    models: list[AppBringsModelsItem]
    classes: list[AppBringsClassesItem]


class AppChangeRequest(TypedDict):
    settings: NotRequired[dict[str, Union[Union[float, bool, str], None]]]
    """By name; of a secret null leaves what is there, and of others it means the default"""
    bound: NotRequired[AppBound]
    make: NotRequired[list[AppMake]]
    """Assets that are made for it, and bound beside the others; they go with it"""


class AppClassMoveTitle(TypedDict):
    en: str
    zh: str


AppClassMove = TypedDict('AppClassMove', {
    'asset': "str",
    'path': "list[str]",
    'class': "str",
    'title': "AppClassMoveTitle",
    'from': "str",
    'to': "str",
    'is': "Literal['moves', 'stays']",
    'why': "NotRequired[Literal['applied', 'bound']]",
    'by': "NotRequired[str]",
    'at': "NotRequired[str]",
})


class AppColumnTitle(TypedDict):
    en: str
    zh: str


class AppColumn(TypedDict):
    name: str
    type: Literal['number', 'integer', 'boolean', 'text', 'time', 'date', 'asset', 'person', 'json']
    unit: NotRequired[str]
    """UCUM code"""
    optional: NotRequired[bool]
    title: NotRequired[AppColumnTitle]


AppFacets = TypedDict('AppFacets', {
    'scenario': "dict[str, int]",
    'stage': "dict[str, int]",
    'reach': "dict[str, int]",
    'industry': "dict[str, int]",
    'class': "dict[str, int]",
    'has': "dict[str, int]",
    'fits': "dict[str, int]",
})


class AppFieldTitle(TypedDict):
    en: str
    zh: str


class AppField(TypedDict):
    name: str
    title: AppFieldTitle
    type: Literal['number', 'boolean', 'text', 'time', 'json']
    """`time`: ISO 8601 with a zone"""
    unit: NotRequired[str]
    """UCUM code"""
    optional: NotRequired[bool]


class AppFitPropertiesValue(TypedDict):
    point: NotRequired[str]
    """UUID"""
    unit: NotRequired[str]
    """Of the point, UCUM; what the app sees is converted into its own"""
    problem: NotRequired[Literal['missing', 'several', 'type', 'unit']]
    offers: NotRequired[list[AppOffer]]
    """The likeliest first"""


class AppFit(TypedDict):
    asset: str
    """UUID"""
    name: str
    path: list[str]
    properties: dict[str, AppFitPropertiesValue]
    """By property: the point that it is, or why none is"""
    fits: bool
    """Every property is there that must be"""


class AppFlowTitle(TypedDict):
    en: str
    zh: str


AppFlow = TypedDict('AppFlow', {
    'name': "str",
    'title': "AppFlowTitle",
    'file': "str",
    'for': "NotRequired[str]",
    'parameters': "NotRequired[dict[str, str]]",
})


class AppHoursItemsItem(TypedDict):
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    source: Literal['service', 'flow', 'page', 'process']
    """What of the app"""
    name: str
    calls: int
    failed: int
    refused: int
    computingMs: float
    rows: int
    """Written"""
    lines: int
    """Of log"""


class AppHours(TypedDict):
    """What an installation did and took, by the hour"""

    items: list[AppHoursItemsItem]
    """The oldest first; hours in which nothing was done are left out"""


class AppIncluded(TypedDict):
    """An app that a solution carries: installed with it, and bound alike"""

    app: str
    """publisher/name"""
    version: str
    file: str
    """Within the package"""
    needs: NotRequired[dict[str, str]]
    """Its needs, by which of this one; those of the same name unless told"""
    settings: NotRequired[dict[str, str]]
    """Its settings, by which of this one; those of the same name unless told, else its own default"""


class AppIncludedAgreed(TypedDict):
    app: str
    """publisher/name"""
    agreed: list[AppAsked]
    """All of what the version asks for, and nothing else"""


class AppIncludedPreviewTitle(TypedDict):
    en: str
    zh: str


AppIncludedPreview = TypedDict('AppIncludedPreview', {
    'app': "str",
    'version': "str",
    'title': "AppIncludedPreviewTitle",
    'is': "Literal['new', 'upgraded', 'there']",
    'asks': "list[AppAsked]",
    'beyond': "list[AppAsked]",
})


class AppInstallRequest(TypedDict):
    app: str
    """publisher/name"""
    version: str
    settings: NotRequired[dict[str, Union[Union[float, bool, str], None]]]
    """By name; of a secret null leaves what is there, and of others it means the default"""
    bound: NotRequired[AppBound]
    agreed: list[AppAsked]
    """All of what the version asks for, and nothing else"""
    make: NotRequired[list[AppMake]]
    """Assets that are made for it, and bound beside the others; they go with it"""
    included: NotRequired[list[AppIncludedAgreed]]
    """Of a solution: likewise for each app that it carries and that is not installed yet"""
    despiteTests: NotRequired[bool]
    """Its own tests fail here, and whoever asks knows it; without it such a version is refused"""


class AppInstallationTitle(TypedDict):
    en: str
    zh: str


class AppInstallationBy(TypedDict):
    kind: str
    id: str
    name: str


class AppInstallation(TypedDict):
    id: str
    """UUID"""
    app: str
    """publisher/name"""
    version: str
    title: AppInstallationTitle
    previous: NotRequired[str]
    """Where rollback leads"""
    state: Literal['active', 'suspended']
    settings: dict[str, Union[float, bool, str]]
    secrets: list[str]
    """Names of those that are set"""
    bound: AppBound
    agreed: list[AppAsked]
    pages: NotRequired[list[AppPage]]
    by: AppInstallationBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    trial: NotRequired[AppTrial]
    trialOf: NotRequired[str]
    """Of one that is tried: in place of which it is"""
    leaving: NotRequired[Literal[True]]
    """An uninstall was begun and not finished; uninstall it once more"""


class AppInstallationList(TypedDict):
    items: list[AppInstallation]


class AppInstalledProcessTitle(TypedDict):
    en: str
    zh: str


class AppInstalledProcessDoes(TypedDict):
    en: str
    zh: str


class AppInstalledProcess(TypedDict):
    name: str
    title: AppInstalledProcessTitle
    does: NotRequired[AppInstalledProcessDoes]
    command: NotRequired[str]
    key: NotRequired[AppKey]


class AppKeyCreatedBy(TypedDict):
    kind: str
    id: str
    name: str


class AppKey(TypedDict):
    id: str
    """UUID"""
    state: Literal['active', 'expired']
    createdBy: AppKeyCreatedBy
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    rotatedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    previousUntil: NotRequired[str]
    """Until then the one before the last rotation counts, too"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    lastUsedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    lastRemote: NotRequired[str]
    """Address of the last use"""


class AppKeyMade(TypedDict):
    process: AppInstalledProcess
    secret: str
    """The API key: shown this once and kept nowhere"""


class AppKeyRequest(TypedDict):
    expiresAt: NotRequired[str]
    """Within a year; 90 days from now if not said"""
    overlapHours: NotRequired[int]
    """Where there is a key: it counts for so long; 0 ends it at once"""


class AppLeavingTablesItemTitle(TypedDict):
    en: str
    zh: str


class AppLeavingTablesItem(TypedDict):
    name: str
    title: AppLeavingTablesItemTitle


class AppLeavingFlowsItem(TypedDict):
    en: str
    zh: str


class AppLeavingModelsItem(TypedDict):
    name: str
    version: str


class AppLeavingPointsItem(TypedDict):
    id: str
    """UUID"""
    path: list[str]


class AppLeavingAppsItemTitle(TypedDict):
    en: str
    zh: str


class AppLeavingAppsItem(TypedDict):
    id: str
    """UUID"""
    app: str
    """publisher/name"""
    title: AppLeavingAppsItemTitle
    tables: int


class AppLeavingScreensItemTitle(TypedDict):
    en: str
    zh: str


class AppLeavingScreensItem(TypedDict):
    id: str
    """UUID"""
    title: AppLeavingScreensItemTitle


AppLeavingAssetsItem = TypedDict('AppLeavingAssetsItem', {
    'id': "str",
    'path': "list[str]",
    'is': "Literal['goes', 'stays']",
})


class AppLeavingAlarmsItem(TypedDict):
    en: str
    zh: str


class AppLeaving(TypedDict):
    tables: list[AppLeavingTablesItem]
    flows: list[AppLeavingFlowsItem]
    """Titles"""
    models: list[AppLeavingModelsItem]
    classes: list[str]
    points: list[AppLeavingPointsItem]
    """Points that its flows alone gave; their history goes with them"""
    apps: list[AppLeavingAppsItem]
    """Apps that came with it, and how many tables each has"""
    screens: list[AppLeavingScreensItem]
    assets: list[AppLeavingAssetsItem]
    """Assets that it made, or made to be of a class. `goes`: their points stand where they stood before; `stays`: an asset that was there before, or to which people put more"""
    alarms: list[AppLeavingAlarmsItem]
    """Alarms that were approved at these assets: it is proposed to retire them, and their asset stays until then"""
    used: list[str]
    """What others use of it: as long as they do, it cannot be uninstalled"""


class AppLibraryItemsItemTitle(TypedDict):
    en: str
    zh: str


class AppLibraryItemsItemSummary(TypedDict):
    en: str
    zh: str


class AppLibraryItemsItemTaxonomy(TypedDict):
    reach: Literal['common', 'industry', 'enterprise']
    stages: list[Literal['design', 'production', 'service', 'management']]
    scenarios: list[Literal['energy', 'efficiency', 'maintenance', 'quality', 'scheduling', 'safety', 'environment', 'logistics', 'monitoring', 'reporting']]
    industries: NotRequired[list[str]]
    """GB/T 4754: section letter, then division, group and class; all industries unless told"""
    tags: NotRequired[list[str]]


class AppLibraryItemsItemLackingItem(TypedDict):
    en: str
    zh: str


class AppLibraryItemsItem(TypedDict):
    folder: str
    """Its folder in apps"""
    app: str
    """publisher/name"""
    version: str
    title: AppLibraryItemsItemTitle
    summary: AppLibraryItemsItemSummary
    owner: str
    taxonomy: AppLibraryItemsItemTaxonomy
    has: list[Literal['pages', 'services', 'flows', 'models', 'classes', 'screens', 'tables', 'solution']]
    lacking: NotRequired[list[AppLibraryItemsItemLackingItem]]
    """Needs for which the plant has no asset of the kind; none: it fits"""
    taken: NotRequired[str]
    """The newest version of it on the shelf"""


class AppLibrary(TypedDict):
    items: list[AppLibraryItemsItem]
    facets: AppFacets


class AppLibraryRequest(TypedDict):
    folder: str


class AppLinesLinesItem(TypedDict):
    level: NotRequired[Literal['info', 'warn', 'error']]
    """info unless told"""
    text: str
    fields: NotRequired[dict[str, dict[str, Any]]]


class AppLines(TypedDict):
    lines: list[AppLinesLinesItem]


class AppListedTitle(TypedDict):
    en: str
    zh: str


class AppListedSummary(TypedDict):
    en: str
    zh: str


class AppListedTaxonomy(TypedDict):
    reach: Literal['common', 'industry', 'enterprise']
    stages: list[Literal['design', 'production', 'service', 'management']]
    scenarios: list[Literal['energy', 'efficiency', 'maintenance', 'quality', 'scheduling', 'safety', 'environment', 'logistics', 'monitoring', 'reporting']]
    industries: NotRequired[list[str]]
    """GB/T 4754: section letter, then division, group and class; all industries unless told"""
    tags: NotRequired[list[str]]


class AppListedLackingItem(TypedDict):
    en: str
    zh: str


class AppListedSignature(TypedDict):
    fingerprint: str
    trusted: bool
    """Somebody said so of its key (mechanism-keys)"""


class AppListedInstalled(TypedDict):
    id: str
    """UUID"""
    version: str
    state: Literal['active', 'suspended']


class AppListed(TypedDict):
    app: str
    """publisher/name"""
    version: str
    """The newest on the shelf"""
    title: AppListedTitle
    summary: AppListedSummary
    owner: str
    taxonomy: AppListedTaxonomy
    pages: int
    has: list[Literal['pages', 'services', 'flows', 'models', 'classes', 'screens', 'tables', 'solution']]
    """What it brings"""
    lacking: NotRequired[list[AppListedLackingItem]]
    """Needs for which the plant has no asset of the kind; none: it fits"""
    versions: list[AppVersionKept]
    """All that are on the shelf, the newest first"""
    signature: NotRequired[AppListedSignature]
    tests: AppTestSum
    installed: NotRequired[AppListedInstalled]


class AppLogLine(TypedDict):
    service: str
    """Name of what wrote it"""
    source: Literal['service', 'flow', 'page', 'process']
    """What of the app"""
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    level: Literal['info', 'warn', 'error']
    text: str
    fields: NotRequired[dict[str, dict[str, Any]]]


class AppLogPage(TypedDict):
    items: list[AppLogLine]
    """The newest first"""
    next: NotRequired[str]


class AppMake(TypedDict):
    need: str
    asset: NotRequired[str]
    """One that is there; its class is applied to it"""
    name: NotRequired[str]
    """Of an asset that is made"""
    parent: NotRequired[str]
    """What it hangs on; without it the top"""
    points: dict[str, str]
    """By property; those of an asset that is made move there"""


class AppManifestTitle(TypedDict):
    en: str
    zh: str


class AppManifestSummary(TypedDict):
    en: str
    zh: str


class AppManifestDescription(TypedDict):
    en: str
    zh: str


class AppManifestTaxonomy(TypedDict):
    reach: Literal['common', 'industry', 'enterprise']
    stages: list[Literal['design', 'production', 'service', 'management']]
    scenarios: list[Literal['energy', 'efficiency', 'maintenance', 'quality', 'scheduling', 'safety', 'environment', 'logistics', 'monitoring', 'reporting']]
    industries: NotRequired[list[str]]
    """GB/T 4754: section letter, then division, group and class; all industries unless told"""
    tags: NotRequired[list[str]]


class AppManifestSourcesItem(TypedDict):
    title: str
    publisher: NotRequired[str]
    seen: bool
    """False: from memory"""


class AppManifestScreenshotsItemTitle(TypedDict):
    en: str
    zh: str


class AppManifestScreenshotsItem(TypedDict):
    file: str
    """Within the package"""
    title: AppManifestScreenshotsItemTitle


class AppManifest(TypedDict):
    id: str
    """publisher/name"""
    version: str
    """SemVer 2.0, without build metadata"""
    title: AppManifestTitle
    summary: AppManifestSummary
    description: AppManifestDescription
    owner: str
    licence: str
    """SPDX expression"""
    taxonomy: AppManifestTaxonomy
    sources: NotRequired[list[AppManifestSourcesItem]]
    needs: NotRequired[list[AppNeed]]
    permissions: NotRequired[list[AppPermission]]
    reaches: NotRequired[list[str]]
    """Hosts outside that its services may ask, by the guarded way out; none unless told"""
    settings: NotRequired[list[AppSetting]]
    pages: NotRequired[list[AppPage]]
    services: NotRequired[list[AppService]]
    processes: NotRequired[list[AppProcess]]
    flows: NotRequired[list[AppFlow]]
    models: NotRequired[list[str]]
    """Folders with a model.yaml"""
    classes: NotRequired[list[str]]
    """Equipment classes: points, KPIs and alarms, as in library/equipment"""
    tables: NotRequired[list[AppTable]]
    tests: NotRequired[list[str]]
    screenshots: NotRequired[list[AppManifestScreenshotsItem]]
    screens: NotRequired[list[AppScreen]]
    includes: NotRequired[list[AppIncluded]]
    """Of a solution: packages of apps that are installed with it"""


class AppMetricsQuota(TypedDict):
    """What is allowed a minute, of the whole installation"""

    calls: int
    computingMs: int
    events: int
    asks: int
    outside: int
    http: int
    lines: int


class AppMetrics(TypedDict):
    items: list[AppServiceFigures]
    quota: AppMetricsQuota
    """What is allowed a minute, of the whole installation"""


class AppMirrorNow(TypedDict):
    """What comes now, and how far"""

    app: str
    """publisher/name"""
    version: str
    at: int
    bytes: int


class AppMirrorBy(TypedDict):
    kind: str
    id: str
    name: str


class AppMirror(TypedDict):
    """Another Millrace, from which apps are taken"""

    id: str
    """UUID"""
    address: str
    """Of the other platform"""
    follows: bool
    """What is new there from now on is taken by itself"""
    everyMinutes: int
    """How often it is looked at; 360 unless told"""
    state: Literal['idle', 'waiting', 'working']
    wanted: int
    """Versions that are still to be taken"""
    now: NotRequired[AppMirrorNow]
    """What comes now, and how far"""
    results: list[AppMirrorResult]
    """The last first"""
    why: NotRequired[AppWhy]
    lookedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    nextAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    by: AppMirrorBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class AppMirrorAppsItemsItemTitle(TypedDict):
    en: str
    zh: str


class AppMirrorAppsItemsItemVersionsItem(TypedDict):
    version: str
    digest: str
    bytes: int
    here: Literal['no', 'same', 'other']
    """Whether it is on the shelf; other: with other content, so that it cannot be taken"""


class AppMirrorAppsItemsItem(TypedDict):
    app: str
    """publisher/name"""
    title: AppMirrorAppsItemsItemTitle
    owner: str
    versions: list[AppMirrorAppsItemsItemVersionsItem]


class AppMirrorApps(TypedDict):
    """What the other platform has now"""

    items: list[AppMirrorAppsItemsItem]


class AppMirrorChange(TypedDict):
    key: NotRequired[str]
    """API key of the platform there, with the right app:read; kept sealed, and told to nobody again"""
    follows: NotRequired[bool]
    """What is new there from now on is taken by itself"""
    everyMinutes: NotRequired[int]
    """How often it is looked at; 360 unless told"""


class AppMirrorList(TypedDict):
    items: list[AppMirror]


class AppMirrorRequest(TypedDict):
    address: str
    """Such as https://millrace.example"""
    key: str
    """API key of the platform there, with the right app:read; kept sealed, and told to nobody again"""
    follows: NotRequired[bool]
    """What is new there from now on is taken by itself"""
    everyMinutes: NotRequired[int]
    """How often it is looked at; 360 unless told"""


AppMirrorResult = TypedDict('AppMirrorResult', {
    'app': "str",
    'version': "str",
    'is': "Literal['taken', 'there', 'refused']",
    'at': "str",
    'why': "NotRequired[AppWhy]",
})


class AppMirrorTakeVersionsItem(TypedDict):
    app: str
    """publisher/name"""
    version: str


class AppMirrorTake(TypedDict):
    versions: list[AppMirrorTakeVersionsItem]


class AppNeedTitle(TypedDict):
    en: str
    zh: str


class AppNeed(TypedDict):
    """Assets that it works on: by what they are, never by name"""

    name: str
    title: AppNeedTitle
    equipmentClass: NotRequired[str]
    thingModel: NotRequired[str]
    least: NotRequired[int]
    """Assets; 1 unless told"""
    most: NotRequired[int]
    """Assets; as many as there are unless told"""
    properties: list[AppProperty]


class AppOfferReasonsItem(TypedDict):
    kind: Literal['same_name', 'words', 'similar', 'other_name', 'same_unit', 'other_unit', 'no_unit', 'range', 'behaviour']
    against: NotRequired[bool]
    """It speaks against it"""
    seen: str


class AppOffer(TypedDict):
    """A point that a property may be, and why"""

    point: str
    """UUID"""
    name: str
    unit: NotRequired[str]
    score: float
    """0 to 1"""
    reasons: list[AppOfferReasonsItem]


class AppPageTitle(TypedDict):
    en: str
    zh: str


class AppPage(TypedDict):
    name: str
    title: AppPageTitle
    file: str
    """Within the package"""
    at: NotRequired[Literal['menu', 'asset', 'wall']]
    """Where people find it; `menu` unless told"""
    needs: NotRequired[list[str]]
    """Of `asset`: on whose pages it stands"""


class AppPermissionWhy(TypedDict):
    en: str
    zh: str


class AppPermission(TypedDict):
    action: str
    """A word of GET /actions"""
    why: AppPermissionWhy
    on: NotRequired[Literal['bound', 'organisation']]
    """The assets that are bound to it, unless told"""


class AppPreviewNeedsItem(TypedDict):
    need: str
    bound: list[AppFit]
    suggested: list[AppFit]
    """Other assets of its class or thing model; those that fit first"""
    proposals: list[AppProposal]
    """Machines among raw points"""


class AppPreview(TypedDict):
    asks: list[AppAsked]
    beyond: list[AppAsked]
    """What the person who asks may not do, and so cannot agree to"""
    brings: AppBrings
    moves: list[AppClassMove]
    """Where another version is installed: assets that it made, and that are of another version of their class"""
    needs: list[AppPreviewNeedsItem]
    included: list[AppIncludedPreview]
    """Apps that it carries"""


class AppPreviewRequest(TypedDict):
    app: str
    """publisher/name"""
    version: str
    bound: NotRequired[AppBound]


class AppProcessTitle(TypedDict):
    en: str
    zh: str


class AppProcessDoes(TypedDict):
    en: str
    zh: str


class AppProcess(TypedDict):
    """A program outside that works as the installation, with a key that somebody gives it"""

    name: str
    title: AppProcessTitle
    does: NotRequired[AppProcessDoes]
    command: NotRequired[str]
    """How it is started, for people to read"""


class AppProcessList(TypedDict):
    items: list[AppInstalledProcess]


class AppPropertyTitle(TypedDict):
    en: str
    zh: str


class AppProperty(TypedDict):
    name: str
    title: AppPropertyTitle
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM code"""
    optional: NotRequired[bool]
    """The app works without it, and says what it cannot tell then"""
    writes: NotRequired[bool]
    """The app writes it: rights and four-eyes count as for people"""


class AppProposalPropertiesValue(TypedDict):
    point: NotRequired[str]
    """Proposed"""
    offers: list[AppOffer]
    """The likeliest first"""


class AppProposal(TypedDict):
    """A machine among raw points, for which there is no asset of the kind yet"""

    key: str
    """The same for the same points"""
    asset: NotRequired[str]
    """The place that is the machine itself"""
    parent: NotRequired[str]
    """Else the place below which an asset would be made"""
    name: str
    path: list[str]
    """Of the place"""
    points: int
    """Of the machine, as far as one sees"""
    properties: dict[str, AppProposalPropertiesValue]
    fits: bool
    """A point is proposed for every property that must be there"""


class AppQuota(TypedDict):
    kind: Literal['calls', 'computingMs', 'events', 'asks', 'outside', 'http', 'lines', 'rows', 'bytes']
    """calls of services, computingMs, events, asks of pages, calls of processes outside, http to hosts and lines of log: a minute; rows and bytes of its tables: at all"""
    most: Union[int, None]
    """null: no limit"""
    used: float
    """In the minute that runs, or at all"""
    isOwn: bool
    """Somebody set it; else it is as usual"""


class AppQuotaChange(TypedDict):
    kind: Literal['calls', 'computingMs', 'events', 'asks', 'outside', 'http', 'lines', 'rows', 'bytes']
    """calls of services, computingMs, events, asks of pages, calls of processes outside, http to hosts and lines of log: a minute; rows and bytes of its tables: at all"""
    most: Union[int, None]
    """null: as usual"""


class AppQuotas(TypedDict):
    items: list[AppQuota]


AppRow = Union["dict[str, dict[str, Any]]"]


class AppRowCount(TypedDict):
    rows: int


class AppRowPage(TypedDict):
    items: list[AppRow]
    next: NotRequired[str]


class AppRowsRequest(TypedDict):
    rows: list[AppRow]


class AppScreenTitle(TypedDict):
    en: str
    zh: str


class AppScreen(TypedDict):
    """millrace-screen/1, with needs in place of assets and points"""

    name: str
    title: AppScreenTitle
    file: str
    """Within the package"""


class AppSelfAssetsValueItem(TypedDict):
    id: str
    name: str
    points: dict[str, str]


class AppSelf(TypedDict):
    """An installation as its process sees it"""

    installation: str
    """UUID"""
    app: str
    """publisher/name"""
    version: str
    process: str
    settings: dict[str, Union[float, bool, str]]
    assets: dict[str, list[AppSelfAssetsValueItem]]
    """By need: what is bound"""
    agreed: list[AppAsked]


class AppServiceTitle(TypedDict):
    en: str
    zh: str


class AppService(TypedDict):
    """A module for QuickJS; what calls it says which functions it exports"""

    name: str
    title: AppServiceTitle
    file: str
    """Within the package"""
    every: NotRequired[float]
    """s: it is called so often, in UTC"""
    http: NotRequired[bool]
    """Its pages, and keys with the right, may call it"""
    takes: NotRequired[list[AppField]]
    """Members of the object that `http` is called with; any JSON unless told"""
    gives: NotRequired[list[AppField]]
    """Members of the object that `http` answers with; any JSON unless told"""
    events: NotRequired[list[str]]
    timeMs: NotRequired[int]
    """Of one call; 1,000 unless told"""
    memory: NotRequired[int]
    """Bytes; 32 MiB unless told"""


class AppServiceAnswer(TypedDict):
    output: dict[str, Any]
    """JSON that the service gave"""


class AppServiceFiguresWhy(TypedDict):
    """Of one that is paused"""

    code: str
    says: str


class AppServiceFigures(TypedDict):
    service: str
    state: Literal['active', 'paused']
    why: NotRequired[AppServiceFiguresWhy]
    """Of one that is paused"""
    calls: int
    failed: int
    """Calls that threw, or gave what cannot be taken"""
    stopped: dict[str, int]
    """Calls that passed a limit, by code of the fault"""
    computingMs: float
    """ms, of all calls"""
    asked: int
    """Calls of the platform by the service"""
    refused: int
    """Of these, those that were refused"""
    lines: int
    """Of log"""
    lastAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class AppServiceRequest(TypedDict):
    input: NotRequired[dict[str, Any]]
    """JSON that the service is called with"""


class AppSettingTitle(TypedDict):
    en: str
    zh: str


class AppSettingHelp(TypedDict):
    en: str
    zh: str


class AppSettingChoicesItemTitle(TypedDict):
    en: str
    zh: str


class AppSettingChoicesItem(TypedDict):
    value: str
    title: AppSettingChoicesItemTitle


class AppSetting(TypedDict):
    name: str
    title: AppSettingTitle
    help: NotRequired[AppSettingHelp]
    type: Literal['number', 'boolean', 'text', 'choice', 'secret', 'address']
    unit: NotRequired[str]
    """UCUM code"""
    low: NotRequired[float]
    """In `unit`"""
    high: NotRequired[float]
    """In `unit`"""
    choices: NotRequired[list[AppSettingChoicesItem]]
    default: NotRequired[Union[float, bool, str]]


class AppShelfPage(TypedDict):
    items: list[AppListed]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: int
    facets: AppFacets


class AppSide(TypedDict):
    installation: str
    """UUID"""
    version: str
    assets: int
    calls: int
    failed: int
    refused: int
    computingMs: float
    rows: int
    """Written"""
    lines: int
    """Of log"""
    alarms: int
    """That need somebody to act, at its assets"""


class AppSides(TypedDict):
    """Two versions side by side since the hour in which the trial began"""

    items: list[AppSide]
    """What runs, then what is tried"""


class AppStartAssetsValueItem(TypedDict):
    id: str
    name: str
    points: dict[str, str]


class AppStart(TypedDict):
    assets: dict[str, list[AppStartAssetsValueItem]]
    """By need: what is bound, as far as the person may see it"""
    settings: dict[str, Union[float, bool, str]]
    person: str
    """Name of who looks at it"""


class AppTableTitle(TypedDict):
    en: str
    zh: str


class AppTable(TypedDict):
    name: str
    title: AppTableTitle
    columns: list[AppColumn]
    key: list[str]
    indexes: NotRequired[list[list[str]]]
    most: NotRequired[int]
    """Rows; 100,000 unless told"""


class AppTestSum(TypedDict):
    """What came of its own tests here"""

    state: Literal['none', 'waiting', 'running', 'passed', 'failed', 'stopped']
    """none: the package brings no test; stopped: they did not come to an end, `why` tells it"""
    passed: int
    failed: int
    why: NotRequired[AppWhy]
    at: NotRequired[str]
    """When they ended"""
    platform: NotRequired[str]
    """Version of the platform that ran them"""


class AppTestedOne(TypedDict):
    kind: Literal['service', 'flow', 'model']
    of: str
    """The service, the flow, or the folder of the model"""
    file: str
    name: str
    passed: bool
    differences: list[str]
    """What was expected and what was seen"""
    log: list[str]
    """What a service wrote, where it failed"""


class AppTestsBy(TypedDict):
    kind: str
    id: str
    name: str


class AppTests(TypedDict):
    state: Literal['none', 'waiting', 'running', 'passed', 'failed', 'stopped']
    """none: the package brings no test; stopped: they did not come to an end, `why` tells it"""
    passed: int
    failed: int
    why: NotRequired[AppWhy]
    at: NotRequired[str]
    """When they ended"""
    platform: NotRequired[str]
    """Version of the platform that ran them"""
    during: NotRequired[str]
    """Of what runs: the test it is at"""
    by: AppTestsBy
    results: list[AppTestedOne]


class AppTicket(TypedDict):
    ticket: str
    url: str
    """Of the page, for a sandboxed frame; for half a day, and as long as this version runs"""


class AppTicketRequest(TypedDict):
    page: str


class AppTrialBy(TypedDict):
    kind: str
    id: str
    name: str


class AppTrial(TypedDict):
    installation: str
    """Of the version that is tried: with pages, log and figures of its own"""
    version: str
    assets: list[str]
    until: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    by: AppTrialBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class AppTrialRequest(TypedDict):
    version: str
    agreed: list[AppAsked]
    """All of what the version asks for, and nothing else"""
    assets: list[str]
    """Some of those that it is bound to: there the version runs in place of the other"""
    settings: NotRequired[dict[str, Union[Union[float, bool, str], None]]]
    """By name; of a secret null leaves what is there, and of others it means the default"""
    until: NotRequired[str]
    """Then it goes back by itself"""
    despiteTests: NotRequired[bool]
    """Its own tests fail here, and whoever asks knows it; without it such a version is refused"""


class AppUpgradeRequest(TypedDict):
    version: str
    agreed: list[AppAsked]
    """All of what the version asks for, and nothing else"""
    settings: NotRequired[dict[str, Union[Union[float, bool, str], None]]]
    """By name; of a secret null leaves what is there, and of others it means the default"""
    bound: NotRequired[AppBound]
    included: NotRequired[list[AppIncludedAgreed]]
    """Of a solution: likewise for each app that it carries and that is not installed yet"""
    despiteTests: NotRequired[bool]
    """Its own tests fail here, and whoever asks knows it; without it such a version is refused"""


class AppVersionBy(TypedDict):
    kind: str
    id: str
    name: str


class AppVersionSignature(TypedDict):
    fingerprint: str
    trusted: bool
    """Somebody said so of its key (mechanism-keys)"""


class AppVersionFilesItem(TypedDict):
    path: str
    bytes: int


class AppVersion(TypedDict):
    app: str
    """publisher/name"""
    version: str
    digest: str
    """sha256:… of digests.json"""
    bytes: int
    by: AppVersionBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    signature: NotRequired[AppVersionSignature]
    tests: AppTestSum
    installations: int
    """That run it, or may go back to it"""
    manifest: AppManifest
    asks: list[AppAsked]
    """What is agreed to when it is installed"""
    files: list[AppVersionFilesItem]


class AppVersionKept(TypedDict):
    version: str
    digest: str
    bytes: int


class AppVersionListedBy(TypedDict):
    kind: str
    id: str
    name: str


class AppVersionListedSignature(TypedDict):
    fingerprint: str
    trusted: bool
    """Somebody said so of its key (mechanism-keys)"""


class AppVersionListed(TypedDict):
    version: str
    digest: str
    """sha256:… of digests.json"""
    bytes: int
    by: AppVersionListedBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    signature: NotRequired[AppVersionListedSignature]
    tests: AppTestSum
    installations: int
    """That run it, or may go back to it"""


class AppWhy(TypedDict):
    """A fault that was met behind the scenes, as a row of the error table"""

    code: str
    facts: dict[str, str]
    detail: str
    remedy: str


class Asset(TypedDict):
    id: str
    parent: Union[str, None]
    """null at the top"""
    name: str
    level: Literal['enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment']
    """ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment"""
    levelGiven: bool
    """Somebody said the level; otherwise it follows the level above"""
    kind: NotRequired[Literal['process_cell', 'production_unit', 'production_line', 'storage_zone']]
    """Of a work center"""
    path: list[str]
    """Names from the top down to this asset"""
    childCount: int
    pointCount: int
    """Points here and below"""
    description: NotRequired[str]
    tags: list[str]
    position: NotRequired[Position]
    retiredAt: NotRequired[str]
    """Since when it is out of use"""


class AssetChange(TypedDict):
    """What is left out stays; null takes it away (a level then follows the one above)"""

    name: NotRequired[str]
    level: NotRequired[Union[Literal['enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment'], None]]
    kind: NotRequired[Union[Literal['process_cell', 'production_unit', 'production_line', 'storage_zone'], None]]
    description: NotRequired[Union[str, None]]
    tags: NotRequired[list[str]]
    position: NotRequired[Union[Position, None]]


class AssetDocument(TypedDict):
    title: str
    url: str
    """http or https"""


class AssetMove(TypedDict):
    parent: Union[str, None]
    """What it hangs on from now on; null: the top"""


class AssetPage(TypedDict):
    items: list[Asset]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class AssetRequest(TypedDict):
    name: str
    parent: NotRequired[str]
    """What it hangs on; without it the top"""
    level: NotRequired[Literal['enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment']]
    """ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment"""
    kind: NotRequired[Literal['process_cell', 'production_unit', 'production_line', 'storage_zone']]
    """Of a work center"""
    description: NotRequired[str]
    tags: NotRequired[list[str]]
    position: NotRequired[Position]


class AssetUse(TypedDict):
    retired: bool


class Assignment(TypedDict):
    id: str
    holder: str
    """Id of a person or program"""
    holderKind: Literal['person', 'program']
    holderName: str
    role: str
    below: Union[str, None]
    """Asset under which alone it holds; null: everywhere"""
    belowName: NotRequired[str]
    provider: Union[str, None]
    """Sign-in provider whose groups gave it; null: an administrator did"""


class AssignmentList(TypedDict):
    items: list[Assignment]


class AssignmentRequest(TypedDict):
    holder: str
    """UUID"""
    role: str
    below: NotRequired[Union[str, None]]


class AtList(TypedDict):
    items: list[PointSampleAt]
    """In the order of points, then of time; what is not known is left out"""


class AuditPage(TypedDict):
    items: list[AuditRecord]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class AuditRecordActorBeside(TypedDict):
    """Who had an app do it"""

    kind: str
    id: str
    name: str


class AuditRecordActor(TypedDict):
    kind: str
    id: str
    name: str
    beside: NotRequired[AuditRecordActorBeside]
    """Who had an app do it"""
    remote: NotRequired[str]


class AuditRecordTarget(TypedDict):
    kind: str
    id: str
    name: NotRequired[str]


class AuditRecord(TypedDict):
    seq: int
    """Number in the chain of the organisation"""
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    actor: AuditRecordActor
    action: str
    outcome: str
    target: NotRequired[AuditRecordTarget]
    detail: NotRequired[dict[str, dict[str, Any]]]
    prev: str
    """Hash of the record before, hex; zeros before the first"""
    hash: str
    """SHA-256 over the record before and this one, hex"""


class BindingModelTitle(TypedDict):
    en: str
    zh: str


class BindingModel(TypedDict):
    mechanism: str
    """UUID"""
    name: str
    title: BindingModelTitle
    version: str


class BindingName(TypedDict):
    en: str
    zh: str


class BindingTarget(TypedDict):
    """One of the three"""

    thingModel: NotRequired[str]
    """Key: every asset that is of it, also of those to come"""
    equipmentClass: NotRequired[str]
    """Likewise, every asset that a class is applied to"""
    assets: NotRequired[list[str]]


class BindingInputsValue(TypedDict):
    """One of the three"""

    property: NotRequired[str]
    """Of the thing model; without one, the name of a point below the asset"""
    point: NotRequired[str]
    """For one asset alone"""
    constant: NotRequired[Union[float, bool, str]]


class BindingOutputsValueName(TypedDict):
    en: str
    zh: str


class BindingOutputsValue(TypedDict):
    name: BindingOutputsValueName


class BindingMeasuredValue(TypedDict):
    """One of the three"""

    property: NotRequired[str]
    """Of the thing model; without one, the name of a point below the asset"""
    point: NotRequired[str]
    """For one asset alone"""
    constant: NotRequired[Union[float, bool, str]]


class BindingCanaryBy(TypedDict):
    kind: str
    id: str
    name: str


class BindingCanary(TypedDict):
    """A version that runs in the shadow of this one: what it gives goes nowhere but into the comparison"""

    version: str
    since: str
    """ISO 8601, UTC, with up to six digits of a second"""
    by: BindingCanaryBy


class BindingChangedBy(TypedDict):
    kind: str
    id: str
    name: str


class Binding(TypedDict):
    id: str
    """UUID"""
    model: BindingModel
    name: BindingName
    target: BindingTarget
    """One of the three"""
    inputs: dict[str, BindingInputsValue]
    """By input of the model; what is left out is not bound"""
    parameters: dict[str, float]
    """For all assets; what is left out is as the model has it"""
    outputs: dict[str, BindingOutputsValue]
    """Outputs that become points of the asset, and how they are called"""
    measured: dict[str, BindingMeasuredValue]
    """By output: what it is compared with, where it is measured too"""
    every: NotRequired[float]
    """s: one row for each step of a grid in UTC in which something came. Without it one at each change"""
    gap: NotRequired[float]
    """s that a value of an input stands at most"""
    paused: bool
    canary: NotRequired[BindingCanary]
    """A version that runs in the shadow of this one: what it gives goes nowhere but into the comparison"""
    before: NotRequired[str]
    """The version that a rollback goes back to"""
    assets: int
    """That run it"""
    broken: int
    """Assets of these where it does not run"""
    conditions: int
    """That stand: drift, ranges, latency"""
    changedBy: BindingChangedBy
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


BindingBackRequest = TypedDict('BindingBackRequest', {
    'from': "str",
})


class BindingCalibrationListItemsItemBy(TypedDict):
    kind: str
    id: str
    name: str


class BindingCalibrationListItemsItem(TypedDict):
    number: int
    parameters: dict[str, float]
    study: NotRequired[str]
    """UUID"""
    comment: NotRequired[str]
    by: BindingCalibrationListItemsItemBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    inForce: bool


class BindingCalibrationList(TypedDict):
    items: list[BindingCalibrationListItemsItem]


class BindingCalibrationRequest(TypedDict):
    parameters: dict[str, float]
    study: NotRequired[str]
    """UUID"""
    comment: NotRequired[str]


class BindingChangeName(TypedDict):
    en: str
    zh: str


class BindingChangeTarget(TypedDict):
    """One of the three"""

    thingModel: NotRequired[str]
    """Key: every asset that is of it, also of those to come"""
    equipmentClass: NotRequired[str]
    """Likewise, every asset that a class is applied to"""
    assets: NotRequired[list[str]]


class BindingChangeInputsValue(TypedDict):
    """One of the three"""

    property: NotRequired[str]
    """Of the thing model; without one, the name of a point below the asset"""
    point: NotRequired[str]
    """For one asset alone"""
    constant: NotRequired[Union[float, bool, str]]


class BindingChangeOutputsValueName(TypedDict):
    en: str
    zh: str


class BindingChangeOutputsValue(TypedDict):
    name: BindingChangeOutputsValueName


class BindingChangeMeasuredValue(TypedDict):
    """One of the three"""

    property: NotRequired[str]
    """Of the thing model; without one, the name of a point below the asset"""
    point: NotRequired[str]
    """For one asset alone"""
    constant: NotRequired[Union[float, bool, str]]


class BindingChange(TypedDict):
    name: BindingChangeName
    target: BindingChangeTarget
    """One of the three"""
    inputs: dict[str, BindingChangeInputsValue]
    """By input of the model; what is left out is not bound"""
    parameters: NotRequired[dict[str, float]]
    """For all assets; what is left out is as the model has it"""
    outputs: dict[str, BindingChangeOutputsValue]
    """Outputs that become points of the asset, and how they are called"""
    measured: NotRequired[dict[str, BindingChangeMeasuredValue]]
    """By output: what it is compared with, where it is measured too"""
    every: NotRequired[float]
    """s: one row for each step of a grid in UTC in which something came. Without it one at each change"""
    gap: NotRequired[float]
    """s that a value of an input stands at most"""


class BindingComparisonOutputsItemNow(TypedDict):
    good: int
    uncertain: int
    bad: int
    residual: NotRequired[float]
    """RMSE against what is measured"""
    bias: NotRequired[float]
    """Mean of given − measured"""
    msPerRow: NotRequired[float]
    faults: int


class BindingComparisonOutputsItemCanary(TypedDict):
    good: int
    uncertain: int
    bad: int
    residual: NotRequired[float]
    """RMSE against what is measured"""
    bias: NotRequired[float]
    """Mean of given − measured"""
    msPerRow: NotRequired[float]
    faults: int


class BindingComparisonOutputsItem(TypedDict):
    name: str
    unit: NotRequired[str]
    now: BindingComparisonOutputsItemNow
    canary: BindingComparisonOutputsItemCanary
    meanDifference: NotRequired[float]
    """Canary − now"""
    largestDifference: NotRequired[float]


class BindingComparison(TypedDict):
    version: str
    canary: str
    since: str
    """ISO 8601, UTC, with up to six digits of a second"""
    rows: int
    outputs: list[BindingComparisonOutputsItem]
    verdict: Literal['better', 'alike', 'worse', 'too_little']
    """By residual where it is measured; else worse where it gives less that is good"""
    why: list[str]


class BindingCondition(TypedDict):
    kind: str
    """As the runtime names it: residual, drift_cusum, drift_psi, out_of_range, slow, fault …"""
    of: NotRequired[str]
    """The input or output that it is of"""
    since: str
    """ISO 8601, UTC, with up to six digits of a second"""
    value: NotRequired[float]
    limit: NotRequired[float]
    says: str


class BindingList(TypedDict):
    items: list[Binding]


class BindingPreview(TypedDict):
    assets: list[BoundAsset]
    fit: int
    """Assets where it can run"""
    problems: int
    """Assets where something is missing"""
    more: int
    """Assets that are not shown"""


class BindingRequestName(TypedDict):
    en: str
    zh: str


class BindingRequestTarget(TypedDict):
    """One of the three"""

    thingModel: NotRequired[str]
    """Key: every asset that is of it, also of those to come"""
    equipmentClass: NotRequired[str]
    """Likewise, every asset that a class is applied to"""
    assets: NotRequired[list[str]]


class BindingRequestInputsValue(TypedDict):
    """One of the three"""

    property: NotRequired[str]
    """Of the thing model; without one, the name of a point below the asset"""
    point: NotRequired[str]
    """For one asset alone"""
    constant: NotRequired[Union[float, bool, str]]


class BindingRequestOutputsValueName(TypedDict):
    en: str
    zh: str


class BindingRequestOutputsValue(TypedDict):
    name: BindingRequestOutputsValueName


class BindingRequestMeasuredValue(TypedDict):
    """One of the three"""

    property: NotRequired[str]
    """Of the thing model; without one, the name of a point below the asset"""
    point: NotRequired[str]
    """For one asset alone"""
    constant: NotRequired[Union[float, bool, str]]


BindingRequest = TypedDict('BindingRequest', {
    'mechanism': "str",
    'version': "str",
    'name': "BindingRequestName",
    'target': "BindingRequestTarget",
    'inputs': "dict[str, BindingRequestInputsValue]",
    'parameters': "NotRequired[dict[str, float]]",
    'outputs': "dict[str, BindingRequestOutputsValue]",
    'measured': "NotRequired[dict[str, BindingRequestMeasuredValue]]",
    'every': "NotRequired[float]",
    'gap': "NotRequired[float]",
    'from': "NotRequired[str]",
})


class BindingVersionRequest(TypedDict):
    version: str
    """SemVer 2.0"""


class BoundAssetInputsItem(TypedDict):
    name: str
    point: NotRequired[str]
    """UUID"""
    pointPath: NotRequired[list[str]]
    pointUnit: NotRequired[str]
    unit: NotRequired[str]
    constant: NotRequired[Union[float, bool, str]]
    problem: NotRequired[Literal['missing', 'several', 'type', 'unit', 'not_bound']]
    """not_bound: nothing stands for it, and it has no default"""
    says: NotRequired[str]


class BoundAssetOutputsItem(TypedDict):
    name: str
    point: NotRequired[str]
    """UUID"""
    unit: NotRequired[str]


class BoundAssetCalibrationBy(TypedDict):
    kind: str
    id: str
    name: str


class BoundAssetCalibration(TypedDict):
    number: int
    study: NotRequired[str]
    """UUID"""
    by: BoundAssetCalibrationBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class BoundAssetLast(TypedDict):
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    version: str
    status: int
    """The worst of its outputs"""
    reason: NotRequired[str]


BoundAssetBack = TypedDict('BoundAssetBack', {
    'from': "str",
    'at': "str",
    'end': "str",
})


class BoundAssetBroken(TypedDict):
    code: str
    says: str


class BoundAsset(TypedDict):
    asset: str
    """UUID"""
    path: list[str]
    inputs: list[BoundAssetInputsItem]
    outputs: list[BoundAssetOutputsItem]
    parameters: dict[str, float]
    """As they hold here"""
    calibration: NotRequired[BoundAssetCalibration]
    since: NotRequired[str]
    """What comes late is worked in from then on"""
    last: NotRequired[BoundAssetLast]
    back: NotRequired[BoundAssetBack]
    broken: NotRequired[BoundAssetBroken]
    conditions: list[BindingCondition]


class BoundAssetList(TypedDict):
    items: list[BoundAsset]


class Buckets(TypedDict):
    width: int
    """µs"""
    start: list[int]
    """Start of each bucket, µs since 1970 UTC; empty buckets are left out"""
    min: list[Union[float, None]]
    max: list[Union[float, None]]
    mean: list[Union[float, None]]
    first: list[Union[float, None]]
    last: list[Union[float, None]]
    count: list[int]
    good: list[int]
    """Good samples in the bucket; null values where it is 0"""


class BulkRequestFilter(TypedDict):
    below: NotRequired[str]
    """This asset and everything below it"""
    level: NotRequired[Literal['enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment']]
    """ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment"""
    tag: NotRequired[str]
    search: NotRequired[str]
    """Every word must occur in the name, path or description; case does not matter"""


class BulkRequestChange(TypedDict):
    level: NotRequired[Union[Literal['enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment'], None]]
    kind: NotRequired[Union[Literal['process_cell', 'production_unit', 'production_line', 'storage_zone'], None]]
    description: NotRequired[Union[str, None]]
    addTags: NotRequired[list[str]]
    removeTags: NotRequired[list[str]]
    parent: NotRequired[Union[str, None]]
    """Move them all there"""
    retired: NotRequired[bool]


class BulkRequest(TypedDict):
    filter: BulkRequestFilter
    change: BulkRequestChange
    seen: NotRequired[str]
    """`seen` of the preview"""


CertificateSpeaksEdge = TypedDict('CertificateSpeaksEdge', {
    'as': "Literal['edge']",
    'group': "str",
    'node': "str",
})


CertificateSpeaksDevice = TypedDict('CertificateSpeaksDevice', {
    'as': "Literal['device']",
    'name': "str",
})


class Certificate(TypedDict):
    id: str
    name: str
    """Name of the machine"""
    speaks: Union[CertificateSpeaksEdge, CertificateSpeaksDevice]
    state: Literal['valid', 'expired', 'revoked']
    """revoked stays so after it has expired"""
    serial: str
    """Hex"""
    fingerprint: str
    """SHA-256, hex"""
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    lastUsedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    lastRemote: NotRequired[str]
    """Address it was last used from"""
    revokedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    reason: NotRequired[Literal['keyCompromise', 'superseded', 'cessationOfOperation', 'privilegeWithdrawn']]
    """RFC 5280 section 5.3.1"""


class CertificateAuthority(TypedDict):
    root: str
    """PEM"""
    fingerprint: str
    """SHA-256, as AB:CD:…"""


class CertificatePage(TypedDict):
    items: list[Certificate]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class ComparisonItemsItemWhole(TypedDict):
    mean: Union[float, None]
    least: Union[float, None]
    greatest: Union[float, None]
    coverage: float


class ComparisonItemsItem(TypedDict):
    point: str
    """Id of the point"""
    name: str
    path: list[str]
    unit: NotRequired[str]
    start: int
    """Of the period, µs since 1970 UTC"""
    mean: list[Union[float, None]]
    coverage: list[float]
    whole: ComparisonItemsItemWhole


class Comparison(TypedDict):
    width: int
    """µs"""
    offset: list[int]
    """Of each window from the start of its period, µs"""
    items: list[ComparisonItemsItem]
    """Points in their order, of each the periods in theirs"""


class ComponentTitle(TypedDict):
    en: str
    zh: str


class ComponentDescription(TypedDict):
    en: str
    zh: str


class ComponentPortsItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentPortsItem(TypedDict):
    side: Literal['in', 'out']
    name: str
    title: NotRequired[ComponentPortsItemTitle]
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    optional: NotRequired[bool]
    """An input that works without a wire"""


class Component(TypedDict):
    name: str
    kind: Literal['subflow', 'script', 'service']
    title: ComponentTitle
    description: ComponentDescription
    ports: list[ComponentPortsItem]
    service: NotRequired[ComponentService]
    newest: NotRequired[int]
    """The newest version that is published"""
    waiting: bool
    """A version waits for a second person"""
    deprecated: bool
    """The newest version is"""
    flows: int
    """That name it, as they are drawn or in a version of theirs"""
    calls: int
    """Of the last 30 days"""
    versions: list[ComponentVersion]
    """Newest first"""
    users: list[ComponentUser]
    """Flows that name it"""


class ComponentBodyPortsItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentBodyPortsItem(TypedDict):
    side: Literal['in', 'out']
    name: str
    title: NotRequired[ComponentBodyPortsItemTitle]
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    optional: NotRequired[bool]
    """An input that works without a wire"""


class ComponentBodyParametersItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentBodyParametersItem(TypedDict):
    name: str
    title: NotRequired[ComponentBodyParametersItemTitle]
    unit: NotRequired[str]
    """UCUM"""
    default: float
    low: NotRequired[float]
    high: NotRequired[float]


class ComponentBodyNodesItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentBodyNodesItemAt(TypedDict):
    x: float
    y: float


class ComponentBodyNodesItem(TypedDict):
    id: str
    type: str
    title: NotRequired[ComponentBodyNodesItemTitle]
    settings: NotRequired[dict[str, dict[str, Any]]]
    """By name; a number may stand as {"parameter": name}"""
    at: NotRequired[ComponentBodyNodesItemAt]
    note: NotRequired[str]


class ComponentBodyWiresItemFrom(TypedDict):
    node: str
    port: str


class ComponentBodyWiresItemTo(TypedDict):
    node: str
    port: str


ComponentBodyWiresItem = TypedDict('ComponentBodyWiresItem', {
    'from': "ComponentBodyWiresItemFrom",
    'to': "ComponentBodyWiresItemTo",
})


class ComponentBodyFramesItemAt(TypedDict):
    x: float
    y: float


class ComponentBodyFramesItemSize(TypedDict):
    width: float
    height: float


class ComponentBodyFramesItem(TypedDict):
    title: NotRequired[str]
    text: NotRequired[str]
    colour: NotRequired[str]
    at: ComponentBodyFramesItemAt
    size: ComponentBodyFramesItemSize


class ComponentBodySubflowsValueTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentBodySubflowsValueDescription(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentBodySubflowsValueNodesItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentBodySubflowsValueNodesItemAt(TypedDict):
    x: float
    y: float


class ComponentBodySubflowsValueNodesItem(TypedDict):
    id: str
    type: str
    title: NotRequired[ComponentBodySubflowsValueNodesItemTitle]
    settings: NotRequired[dict[str, dict[str, Any]]]
    """By name; a number may stand as {"parameter": name}"""
    at: NotRequired[ComponentBodySubflowsValueNodesItemAt]
    note: NotRequired[str]


class ComponentBodySubflowsValueWiresItemFrom(TypedDict):
    node: str
    port: str


class ComponentBodySubflowsValueWiresItemTo(TypedDict):
    node: str
    port: str


ComponentBodySubflowsValueWiresItem = TypedDict('ComponentBodySubflowsValueWiresItem', {
    'from': "ComponentBodySubflowsValueWiresItemFrom",
    'to': "ComponentBodySubflowsValueWiresItemTo",
})


class ComponentBodySubflowsValueFramesItemAt(TypedDict):
    x: float
    y: float


class ComponentBodySubflowsValueFramesItemSize(TypedDict):
    width: float
    height: float


class ComponentBodySubflowsValueFramesItem(TypedDict):
    title: NotRequired[str]
    text: NotRequired[str]
    colour: NotRequired[str]
    at: ComponentBodySubflowsValueFramesItemAt
    size: ComponentBodySubflowsValueFramesItemSize


class ComponentBodySubflowsValue(TypedDict):
    title: NotRequired[ComponentBodySubflowsValueTitle]
    description: NotRequired[ComponentBodySubflowsValueDescription]
    nodes: list[ComponentBodySubflowsValueNodesItem]
    wires: list[ComponentBodySubflowsValueWiresItem]
    frames: NotRequired[list[ComponentBodySubflowsValueFramesItem]]


class ComponentBody(TypedDict):
    """What is inside; of a service nothing is told"""

    ports: list[ComponentBodyPortsItem]
    parameters: NotRequired[list[ComponentBodyParametersItem]]
    nodes: list[ComponentBodyNodesItem]
    wires: list[ComponentBodyWiresItem]
    frames: NotRequired[list[ComponentBodyFramesItem]]
    subflows: NotRequired[dict[str, ComponentBodySubflowsValue]]


class ComponentCallAnswer(TypedDict):
    number: int
    """The version that was called"""
    output: dict[str, Any]
    """JSON that it gave"""


class ComponentCallRequest(TypedDict):
    number: NotRequired[int]
    """The newest version that is published unless told"""
    input: NotRequired[dict[str, Any]]
    """JSON that it is called with"""
    id: NotRequired[str]
    """Made by who calls: called again with it, what the service writes to machines is written once"""


class ComponentDeprecateRequest(TypedDict):
    reason: str
    successor: NotRequired[str]
    """name@version"""


class ComponentListedTitle(TypedDict):
    en: str
    zh: str


class ComponentListedDescription(TypedDict):
    en: str
    zh: str


class ComponentListedPortsItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentListedPortsItem(TypedDict):
    side: Literal['in', 'out']
    name: str
    title: NotRequired[ComponentListedPortsItemTitle]
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    optional: NotRequired[bool]
    """An input that works without a wire"""


class ComponentListed(TypedDict):
    name: str
    kind: Literal['subflow', 'script', 'service']
    title: ComponentListedTitle
    description: ComponentListedDescription
    ports: list[ComponentListedPortsItem]
    service: NotRequired[ComponentService]
    newest: NotRequired[int]
    """The newest version that is published"""
    waiting: bool
    """A version waits for a second person"""
    deprecated: bool
    """The newest version is"""
    flows: int
    """That name it, as they are drawn or in a version of theirs"""
    calls: int
    """Of the last 30 days"""


class ComponentPage(TypedDict):
    items: list[ComponentListed]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class ComponentProposalPortsItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentProposalPortsItem(TypedDict):
    side: Literal['in', 'out']
    name: str
    title: NotRequired[ComponentProposalPortsItemTitle]
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    optional: NotRequired[bool]
    """An input that works without a wire"""


class ComponentProposalParametersItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentProposalParametersItem(TypedDict):
    name: str
    title: NotRequired[ComponentProposalParametersItemTitle]
    unit: NotRequired[str]
    """UCUM"""
    default: float
    low: NotRequired[float]
    high: NotRequired[float]


class ComponentProposalProblemsItem(TypedDict):
    node: NotRequired[str]
    code: str
    says: str
    remedy: str


class ComponentProposal(TypedDict):
    kind: Literal['subflow', 'script', 'service']
    ports: list[ComponentProposalPortsItem]
    parameters: NotRequired[list[ComponentProposalParametersItem]]
    problems: list[ComponentProposalProblemsItem]


class ComponentProposalRequestPart(TypedDict):
    """One of them; without any the whole flow, whose points become ports"""

    subflow: NotRequired[str]
    """A subflow of the document"""
    node: NotRequired[str]
    """A script of the document"""


class ComponentProposalRequest(TypedDict):
    document: dict[str, dict[str, Any]]
    """millrace-flow/1: what it is taken from"""
    part: ComponentProposalRequestPart
    """One of them; without any the whole flow, whose points become ports"""


class ComponentPublishRequestPart(TypedDict):
    """One of them; without any the whole flow, whose points become ports"""

    subflow: NotRequired[str]
    """A subflow of the document"""
    node: NotRequired[str]
    """A script of the document"""


class ComponentPublishRequestTitle(TypedDict):
    en: str
    zh: str


class ComponentPublishRequestDescription(TypedDict):
    en: str
    zh: str


class ComponentPublishRequestPortsItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentPublishRequestPortsItem(TypedDict):
    side: Literal['in', 'out']
    name: str
    title: NotRequired[ComponentPublishRequestPortsItemTitle]
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    optional: NotRequired[bool]
    """An input that works without a wire"""


class ComponentPublishRequest(TypedDict):
    """The next version of the name, or the first"""

    document: dict[str, dict[str, Any]]
    """millrace-flow/1: what it is taken from"""
    part: ComponentPublishRequestPart
    """One of them; without any the whole flow, whose points become ports"""
    name: str
    title: ComponentPublishRequestTitle
    description: ComponentPublishRequestDescription
    ports: NotRequired[list[ComponentPublishRequestPortsItem]]
    """With titles, types and units of your own"""
    comment: NotRequired[str]


class ComponentReviewRequest(TypedDict):
    agrees: bool
    comment: NotRequired[str]


class ComponentService(TypedDict):
    app: str
    """publisher/name"""
    installation: str
    """UUID"""
    service: str
    """As the manifest of the app names it"""
    takes: NotRequired[list[AppField]]
    """Members of the object that it is called with; any JSON unless told"""
    gives: NotRequired[list[AppField]]
    """Members of the object that it answers with; any JSON unless told"""


class ComponentServiceRequestTitle(TypedDict):
    en: str
    zh: str


class ComponentServiceRequestDescription(TypedDict):
    en: str
    zh: str


class ComponentServiceRequest(TypedDict):
    """What it takes and gives is told here alone where the manifest of the app does not tell it"""

    name: str
    title: ComponentServiceRequestTitle
    description: ComponentServiceRequestDescription
    installation: str
    """UUID"""
    service: str
    """As the manifest of the app names it"""
    takes: NotRequired[list[AppField]]
    """Members of the object that it is called with; any JSON unless told"""
    gives: NotRequired[list[AppField]]
    """Members of the object that it answers with; any JSON unless told"""
    comment: NotRequired[str]


class ComponentTrial(TypedDict):
    outputs: dict[str, list[list[dict[str, Any]]]]
    """By port: seconds since the beginning, value, OPC UA StatusCode"""
    says: list[str]
    """What scripts and other nodes could not do"""


class ComponentTrialRequest(TypedDict):
    inputs: dict[str, list[list[dict[str, Any]]]]
    """By port: seconds since the beginning, value"""
    parameters: NotRequired[dict[str, float]]
    until: NotRequired[float]
    """Seconds; the last input unless told"""


ComponentUse = TypedDict('ComponentUse', {
    'from': "str",
    'to': "str",
    'items': "list[ComponentUseRow]",
})


class ComponentUseRowConsumer(TypedDict):
    kind: Literal['flow', 'app', 'person', 'program']
    id: str
    name: str


class ComponentUseRow(TypedDict):
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    name: str
    number: int
    consumer: ComponentUseRowConsumer
    calls: int
    """Steps of the engine in which samples came in; of a service, calls"""
    samples: int
    """That came into its inputs; of a service none"""
    ms: float
    """Time of all nodes inside; of a service, what it computed"""
    errors: int
    """Steps of nodes inside that failed; of a service, calls without an answer"""


class ComponentUserTitle(TypedDict):
    en: str
    zh: str


class ComponentUser(TypedDict):
    id: str
    title: ComponentUserTitle
    drawn: list[int]
    """Versions of the component in its draft"""
    published: list[int]
    """In versions of the flow"""


class ComponentVersionTitle(TypedDict):
    en: str
    zh: str


class ComponentVersionDescription(TypedDict):
    en: str
    zh: str


class ComponentVersionPortsItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentVersionPortsItem(TypedDict):
    side: Literal['in', 'out']
    name: str
    title: NotRequired[ComponentVersionPortsItemTitle]
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    optional: NotRequired[bool]
    """An input that works without a wire"""


class ComponentVersionParametersItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentVersionParametersItem(TypedDict):
    name: str
    title: NotRequired[ComponentVersionParametersItemTitle]
    unit: NotRequired[str]
    """UCUM"""
    default: float
    low: NotRequired[float]
    high: NotRequired[float]


class ComponentVersionBy(TypedDict):
    kind: str
    id: str
    name: str


class ComponentVersionReviewedBy(TypedDict):
    kind: str
    id: str
    name: str


class ComponentVersionDeprecatedBy(TypedDict):
    kind: str
    id: str
    name: str


class ComponentVersionDeprecated(TypedDict):
    reason: str
    successor: NotRequired[str]
    """name@version"""
    by: ComponentVersionDeprecatedBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class ComponentVersion(TypedDict):
    number: int
    stage: Literal['waiting', 'published', 'rejected']
    """waiting: for a second person"""
    title: ComponentVersionTitle
    description: ComponentVersionDescription
    ports: list[ComponentVersionPortsItem]
    parameters: NotRequired[list[ComponentVersionParametersItem]]
    service: NotRequired[ComponentService]
    digest: str
    comment: NotRequired[str]
    by: ComponentVersionBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    reviewedBy: NotRequired[ComponentVersionReviewedBy]
    reviewedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    reviewComment: NotRequired[str]
    mayReview: bool
    """By who asks: not who wrote it"""
    deprecated: NotRequired[ComponentVersionDeprecated]


class ComponentVersionWholeTitle(TypedDict):
    en: str
    zh: str


class ComponentVersionWholeDescription(TypedDict):
    en: str
    zh: str


class ComponentVersionWholePortsItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentVersionWholePortsItem(TypedDict):
    side: Literal['in', 'out']
    name: str
    title: NotRequired[ComponentVersionWholePortsItemTitle]
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    optional: NotRequired[bool]
    """An input that works without a wire"""


class ComponentVersionWholeParametersItemTitle(TypedDict):
    en: str
    zh: NotRequired[str]


class ComponentVersionWholeParametersItem(TypedDict):
    name: str
    title: NotRequired[ComponentVersionWholeParametersItemTitle]
    unit: NotRequired[str]
    """UCUM"""
    default: float
    low: NotRequired[float]
    high: NotRequired[float]


class ComponentVersionWholeBy(TypedDict):
    kind: str
    id: str
    name: str


class ComponentVersionWholeReviewedBy(TypedDict):
    kind: str
    id: str
    name: str


class ComponentVersionWholeDeprecatedBy(TypedDict):
    kind: str
    id: str
    name: str


class ComponentVersionWholeDeprecated(TypedDict):
    reason: str
    successor: NotRequired[str]
    """name@version"""
    by: ComponentVersionWholeDeprecatedBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class ComponentVersionWhole(TypedDict):
    number: int
    stage: Literal['waiting', 'published', 'rejected']
    """waiting: for a second person"""
    title: ComponentVersionWholeTitle
    description: ComponentVersionWholeDescription
    ports: list[ComponentVersionWholePortsItem]
    parameters: NotRequired[list[ComponentVersionWholeParametersItem]]
    service: NotRequired[ComponentService]
    digest: str
    comment: NotRequired[str]
    by: ComponentVersionWholeBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    reviewedBy: NotRequired[ComponentVersionWholeReviewedBy]
    reviewedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    reviewComment: NotRequired[str]
    mayReview: bool
    """By who asks: not who wrote it"""
    deprecated: NotRequired[ComponentVersionWholeDeprecated]
    body: NotRequired[ComponentBody]


class ControlChartSignalsItem(TypedDict):
    rule: Literal['nelson1', 'nelson2', 'nelson3', 'nelson4', 'nelson5', 'nelson6', 'nelson7', 'nelson8', 'western1', 'western2', 'western3', 'western4']
    says: str
    at: int
    """Place of the point that completed it"""


class ControlChartCapability(TypedDict):
    """Where a specification limit is given"""

    cp: Union[float, None]
    cpk: float
    pp: Union[float, None]
    ppk: float
    mean: float
    sigmaWithin: float
    sigmaOverall: float


class ControlChart(TypedDict):
    start: list[int]
    """Of each sample, window or subgroup, µs since 1970 UTC"""
    value: list[float]
    limits: Limits
    range: list[Union[float, None]]
    rangeLimits: Limits
    sigma: float
    """Of single values, from what lies between neighbours"""
    signals: list[ControlChartSignalsItem]
    capability: NotRequired[ControlChartCapability]
    """Where a specification limit is given"""


class CorrelationListPointsItem(TypedDict):
    point: str
    """Id of the point"""
    name: str
    path: list[str]
    unit: NotRequired[str]


class CorrelationListPairsItemStrongest(TypedDict):
    """Of all lags up to the one asked for"""

    lag: int
    """Windows by which b comes after a; below 0: before"""
    r: Union[float, None]
    p: Union[float, None]
    n: int
    """Windows in which both are known"""


class CorrelationListPairsItem(TypedDict):
    a: int
    """Place in points"""
    b: int
    r: Union[float, None]
    p: Union[float, None]
    n: int
    """Windows in which both are known"""
    strongest: CorrelationListPairsItemStrongest
    """Of all lags up to the one asked for"""


class CorrelationList(TypedDict):
    width: int
    """µs"""
    points: list[CorrelationListPointsItem]
    pairs: list[CorrelationListPairsItem]


class Credential(TypedDict):
    name: str
    """MQTT username; with the secret, the bearer token name:secret of HTTP"""
    secret: str
    """Shown this once"""


class CredentialRemoval(TypedDict):
    name: str
    """Name of the machine"""


CredentialRequestEdge = TypedDict('CredentialRequestEdge', {
    'as': "Literal['edge']",
    'group': "str",
    'node': "str",
    'replace': "NotRequired[bool]",
})


CredentialRequestDevice = TypedDict('CredentialRequestDevice', {
    'as': "Literal['device']",
    'name': "str",
    'replace': "NotRequired[bool]",
})


CredentialRequest = Union["Union[CredentialRequestEdge, CredentialRequestDevice]"]


class DerivedInputsItem(TypedDict):
    name: str
    point: str
    pointName: NotRequired[str]
    """Missing where the caller may not see it"""
    unit: NotRequired[str]


class DerivedChangedBy(TypedDict):
    kind: str
    id: str
    name: str


class DerivedBroken(TypedDict):
    """Why it is not worked out now"""

    code: str
    says: str


DerivedBack = TypedDict('DerivedBack', {
    'from': "str",
    'at': "str",
    'end': "str",
})


class Derived(TypedDict):
    id: str
    """Of the point"""
    asset: str
    name: DerivedName
    type: Literal['double', 'int64', 'boolean', 'string']
    unit: NotRequired[str]
    """UCUM"""
    formula: str
    inputs: list[DerivedInputsItem]
    gap: NotRequired[float]
    changedBy: DerivedChangedBy
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    since: NotRequired[str]
    """What comes late is worked in from then on"""
    broken: NotRequired[DerivedBroken]
    """Why it is not worked out now"""
    back: NotRequired[DerivedBack]
    """It is being worked out back: of what stretch, and up to where that is done"""


DerivedBackRequest = TypedDict('DerivedBackRequest', {
    'from': "str",
})


class DerivedChangeInputsItem(TypedDict):
    name: str
    """In the formula"""
    point: str
    """Id of the point"""


DerivedChange = TypedDict('DerivedChange', {
    'name': "DerivedName",
    'formula': "str",
    'inputs': "list[DerivedChangeInputsItem]",
    'unit': "NotRequired[str]",
    'gap': "NotRequired[float]",
    'from': "NotRequired[str]",
})


class DerivedList(TypedDict):
    items: list[Derived]


class DerivedName(TypedDict):
    en: str
    zh: str


DerivedPreview = TypedDict('DerivedPreview', {
    'type': "Literal['double', 'int64', 'boolean', 'string']",
    'unit': "NotRequired[str]",
    'from': "str",
    'to': "str",
    'cut': "bool",
    'samples': "list[Sample]",
})


class DerivedPreviewRequestInputsItem(TypedDict):
    name: str
    """In the formula"""
    point: str
    """Id of the point"""


class DerivedPreviewRequest(TypedDict):
    point: NotRequired[str]
    """The derived point that is to be so"""
    formula: str
    """docs/expressions.md"""
    inputs: list[DerivedPreviewRequestInputsItem]
    unit: NotRequired[str]
    """UCUM; what the formula gives is converted to it"""
    gap: NotRequired[float]
    """s that a value of an input stands at most; older, it counts as bad. Default: until its next one"""
    hours: NotRequired[float]


class DerivedRequestInputsItem(TypedDict):
    name: str
    """In the formula"""
    point: str
    """Id of the point"""


DerivedRequest = TypedDict('DerivedRequest', {
    'asset': "str",
    'name': "DerivedName",
    'formula': "str",
    'inputs': "list[DerivedRequestInputsItem]",
    'unit': "NotRequired[str]",
    'gap': "NotRequired[float]",
    'from': "NotRequired[str]",
})


class Device(TypedDict):
    id: str
    name: str
    kind: Literal['edge_node', 'device']
    parentId: NotRequired[str]
    """The edge node it sits behind"""
    machine: str
    """Name by which it proves itself; what sits behind an edge node goes by that one's"""
    protocol: NotRequired[str]
    state: Literal['online', 'offline', 'stale', 'never']
    """stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone"""
    lastSeen: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    lastError: NotRequired[str]
    pointCount: int
    health: NotRequired[dict[str, Union[float, str]]]
    """Figures the device tells of itself: buffer depth, late cycles …"""


class DeviceAuthorization(TypedDict):
    device_code: str
    """For the program alone"""
    user_code: str
    """For people to enter"""
    verification_uri: str
    verification_uri_complete: str
    """With the code in it"""
    expires_in: int
    """s"""
    interval: int
    """s between two requests for the token"""


class DeviceAuthorizationForm(TypedDict):
    client_name: NotRequired[str]
    """What people are told asks; client_id if missing"""
    client_id: NotRequired[str]
    scope: NotRequired[str]
    """Not looked at: rights are those of the person"""


class DeviceCycleTakes(TypedDict):
    lastMs: float
    p50Ms: float
    p95Ms: float
    mostMs: float


class DeviceCycle(TypedDict):
    periodMs: float
    tags: int
    blocks: NotRequired[int]
    """Requests of one cycle"""
    holes: NotRequired[int]
    """Borders that are not read across, for the device refused it"""
    refused: NotRequired[int]
    """Tags that the device refuses"""
    takes: NotRequired[DeviceCycleTakes]
    late: int
    """Cycles that were skipped"""


class DeviceDiagnosisLink(TypedDict):
    state: Literal['idle', 'connecting', 'online', 'backoff', 'closed']
    """backoff: the last attempt failed, the next one is in nextMs"""
    since: str
    """ISO 8601, UTC, with up to six digits of a second"""
    lastError: NotRequired[str]
    attempt: int
    nextMs: NotRequired[float]
    connections: int


class DeviceDiagnosisCounters(TypedDict):
    """Since the edge took the device into its configuration"""

    reads: int
    writes: int
    timeouts: int
    errors: int
    bytesIn: int
    bytesOut: int
    lateReplies: int
    lateCycles: int


class DeviceDiagnosisRoundTrip(TypedDict):
    lastMs: float
    p50Ms: float
    p95Ms: float
    mostMs: float


class DeviceDiagnosisTags(TypedDict):
    total: int
    notGood: int
    named: list[TagInTrouble]


class DeviceDiagnosisMarksItem(TypedDict):
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    requests: float
    """In a second"""
    bytes: float
    """In a second"""
    failures: int
    roundTripMs: NotRequired[float]


class DeviceDiagnosis(TypedDict):
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    link: DeviceDiagnosisLink
    counters: DeviceDiagnosisCounters
    """Since the edge took the device into its configuration"""
    roundTrip: NotRequired[DeviceDiagnosisRoundTrip]
    failures: list[DeviceFailure]
    """By kind, most first; detail is the code of the device itself"""
    cycles: list[DeviceCycle]
    tags: DeviceDiagnosisTags
    frames: list[DeviceFrame]
    """The last frames, oldest first, decoded"""
    marks: list[DeviceDiagnosisMarksItem]
    """How it did in the last ten minutes, one mark in ten seconds"""


class DeviceEntry(TypedDict):
    text: str
    """For `devices:` of an edge’s configuration"""


class DeviceFailure(TypedDict):
    code: str
    detail: str
    count: int
    last: str
    """ISO 8601, UTC, with up to six digits of a second"""


DeviceFrameFieldsItem = TypedDict('DeviceFrameFieldsItem', {
    'field': "str",
    'value': "str",
    'from': "int",
    'to': "int",
    'secret': "NotRequired[bool]",
})


class DeviceFrame(TypedDict):
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    direction: Literal['in', 'out']
    length: int
    """Bytes on the line; 0 where a library speaks the protocol"""
    hex: str
    """Pairs of digits, at most 512; •• for what is secret"""
    summary: str
    fields: list[DeviceFrameFieldsItem]


class DevicePage(TypedDict):
    items: list[Device]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class DeviceProfileBy(TypedDict):
    kind: str
    id: str
    name: str


class DeviceProfileVersionsItem(TypedDict):
    id: str
    version: str
    status: Literal['draft', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded']
    """draft, submitted (waits for review), tried (on a device), published; rejected, withdrawn, superseded by a later version"""


class DeviceProfile(TypedDict):
    maker: str
    model: str
    variants: NotRequired[list[str]]
    """Other models that hold the same tables"""
    kind: str
    title: Words
    drivers: list[str]
    """Kinds of driver that read it, the usual one first"""
    licence: str
    """SPDX id"""
    author: str
    version: str
    """Semantic version"""
    points: int
    alarms: int
    id: str
    """UUID; of the library that ships with the platform: maker~model"""
    key: str
    """maker/model in small letters"""
    origin: Literal['library', 'organisation']
    """library: ships with the platform; organisation: contributed by one’s own"""
    status: Literal['draft', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded']
    """draft, submitted (waits for review), tried (on a device), published; rejected, withdrawn, superseded by a later version"""
    by: NotRequired[DeviceProfileBy]
    changedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    content: DeviceProfileContent
    yaml: str
    """As it was written"""
    steps: list[DeviceProfileStep]
    """What became of it, the first step first; none for the library"""
    versions: list[DeviceProfileVersionsItem]
    """All of its maker and model, the newest first"""
    may: list[Literal['submit', 'try', 'publish', 'reject', 'withdraw', 'remove']]
    """Steps that whoever asks may take now"""


class DeviceProfileCheck(TypedDict):
    key: NotRequired[str]
    """Missing as long as it has not the shape of a profile"""
    version: NotRequired[str]
    newest: NotRequired[str]
    """The last version that the organisation has of it"""
    points: NotRequired[int]
    findings: list[DeviceProfileFinding]
    """The first 100, in the order of the lines"""
    total: int
    """Of findings; 0: it can be contributed"""


class DeviceProfileContentParametersValue(TypedDict):
    says: Words
    default: NotRequired[int]
    address: NotRequired[str]
    """Where the device tells it"""


class DeviceProfileContentSourcesItem(TypedDict):
    id: str
    kind: Literal['document', 'software']
    title: str
    publisher: str
    revision: NotRequired[str]
    date: NotRequired[str]
    address: NotRequired[str]
    seen: NotRequired[bool]
    """false: another source names it; it was not read"""


class DeviceProfileContentTablesItemSourcesItem(TypedDict):
    id: str
    page: NotRequired[str]


class DeviceProfileContentTablesItem(TypedDict):
    name: str
    verified: Literal['document', 'device', 'software', 'memory']
    sources: NotRequired[list[DeviceProfileContentTablesItemSourcesItem]]
    points: list[DeviceProfilePoint]


DeviceProfileContentAlarmsItemWhen = TypedDict('DeviceProfileContentAlarmsItemWhen', {
    'bit': "NotRequired[int]",
    'is': "NotRequired[Union[bool, float, str]]",
    'begins': "NotRequired[str]",
    'above': "NotRequired[float]",
    'below': "NotRequired[float]",
})


class DeviceProfileContentAlarmsItem(TypedDict):
    name: str
    point: str
    when: DeviceProfileContentAlarmsItemWhen
    severity: Literal['info', 'warning', 'critical']
    text: Words


class DeviceProfileContent(TypedDict):
    maker: str
    model: str
    variants: NotRequired[list[str]]
    """Other models that hold the same tables"""
    kind: str
    title: Words
    drivers: list[str]
    """Kinds of driver that read it, the usual one first"""
    licence: str
    """SPDX id"""
    author: str
    version: str
    """Semantic version"""
    note: NotRequired[Words]
    connection: NotRequired[dict[str, dict[str, Any]]]
    parameters: NotRequired[dict[str, DeviceProfileContentParametersValue]]
    sources: list[DeviceProfileContentSourcesItem]
    tables: list[DeviceProfileContentTablesItem]
    alarms: NotRequired[list[DeviceProfileContentAlarmsItem]]
    status: Literal['draft', 'tried', 'published']
    """As its writer put it"""


class DeviceProfileFinding(TypedDict):
    line: int
    column: int
    path: str
    """JSON Pointer; empty for the text as a whole"""
    reason: str


class DeviceProfileListedBy(TypedDict):
    kind: str
    id: str
    name: str


class DeviceProfileListed(TypedDict):
    maker: str
    model: str
    variants: NotRequired[list[str]]
    """Other models that hold the same tables"""
    kind: str
    title: Words
    drivers: list[str]
    """Kinds of driver that read it, the usual one first"""
    licence: str
    """SPDX id"""
    author: str
    version: str
    """Semantic version"""
    points: int
    alarms: int
    id: str
    """UUID; of the library that ships with the platform: maker~model"""
    key: str
    """maker/model in small letters"""
    origin: Literal['library', 'organisation']
    """library: ships with the platform; organisation: contributed by one’s own"""
    status: Literal['draft', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded']
    """draft, submitted (waits for review), tried (on a device), published; rejected, withdrawn, superseded by a later version"""
    by: NotRequired[DeviceProfileListedBy]
    changedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class DeviceProfileNote(TypedDict):
    note: NotRequired[str]


class DeviceProfilePage(TypedDict):
    items: list[DeviceProfileListed]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class DeviceProfilePoint(TypedDict):
    name: str
    address: str
    type: str
    unit: NotRequired[str]
    """UCUM"""
    factor: NotRequired[float]
    offset: NotRequired[float]
    exponent: NotRequired[str]
    """A parameter n: the raw value times 10 to the n"""
    low: NotRequired[float]
    high: NotRequired[float]
    counter: NotRequired[bool]
    access: NotRequired[Literal['r', 'rw']]
    periodMs: NotRequired[int]
    states: NotRequired[dict[str, Words]]
    en: str
    zh: str


class DeviceProfileRejection(TypedDict):
    reason: str


class DeviceProfileStepBy(TypedDict):
    kind: str
    id: str
    name: str


class DeviceProfileStep(TypedDict):
    step: Literal['contributed', 'submitted', 'tried', 'published', 'rejected', 'withdrawn', 'superseded']
    by: DeviceProfileStepBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    note: str
    trial: NotRequired[DeviceProfileTrial]


class DeviceProfileText(TypedDict):
    yaml: str
    """A device profile; at most 128 KiB"""


class DeviceProfileTrial(TypedDict):
    device: str
    """Which one: type plate, serial number, place"""
    firmware: str
    by: str
    """Who tried it"""
    tables: list[str]
    """Names of the tables that were read and compared; they rest on a device from now on"""


class DeviceProfileTrialRequest(TypedDict):
    device: str
    """Which one: type plate, serial number, place"""
    firmware: str
    by: str
    """Who tried it"""
    tables: list[str]
    """Names of the tables that were read and compared; they rest on a device from now on"""
    note: NotRequired[str]


class DeviceToken(TypedDict):
    access_token: str
    """A session of the person who approved"""
    token_type: Literal['Bearer']
    expires_in: int
    """s"""


class DeviceTokenForm(TypedDict):
    grant_type: NotRequired[str]
    """urn:ietf:params:oauth:grant-type:device_code"""
    device_code: NotRequired[str]
    client_id: NotRequired[str]


class Downtime(TypedDict):
    id: str
    asset: str
    """UUID"""
    reason: str
    """UUID"""
    note: NotRequired[str]
    begin: str
    """Inclusive; to the millisecond"""
    end: NotRequired[str]
    """Exclusive; missing while it lasts"""


class DowntimeList(TypedDict):
    items: list[Downtime]


class DowntimeReasonName(TypedDict):
    en: str
    zh: str


class DowntimeReason(TypedDict):
    id: str
    parent: NotRequired[str]
    """UUID"""
    name: DowntimeReasonName
    state: Literal['setup', 'delay', 'failure', 'idle', 'planned']
    """What the time counts as; planned: it is no planned busy time"""
    maintenance: NotRequired[Literal['corrective', 'preventive']]
    retired: NotRequired[bool]
    """No longer offered; what was entered keeps it"""


class DowntimeReasonList(TypedDict):
    items: list[DowntimeReason]


class DowntimeReasonRequestName(TypedDict):
    en: str
    zh: str


class DowntimeReasonRequest(TypedDict):
    parent: NotRequired[str]
    """UUID"""
    name: DowntimeReasonRequestName
    state: Literal['setup', 'delay', 'failure', 'idle', 'planned']
    """What the time counts as; planned: it is no planned busy time"""
    maintenance: NotRequired[Literal['corrective', 'preventive']]
    retired: NotRequired[bool]
    """No longer offered; what was entered keeps it"""


class DowntimeRequest(TypedDict):
    asset: str
    """UUID"""
    reason: str
    """UUID"""
    note: NotRequired[str]
    begin: str
    """Inclusive; to the millisecond"""
    end: NotRequired[str]
    """Exclusive; missing while it lasts"""


EmailSettings = TypedDict('EmailSettings', {
    'host': "str",
    'port': "int",
    'security': "Literal['starttls', 'tls', 'none']",
    'user': "NotRequired[str]",
    'from': "str",
})


class EnergyAdjustmentBy(TypedDict):
    kind: str
    id: str
    name: str


EnergyAdjustment = TypedDict('EnergyAdjustment', {
    'id': "str",
    'from': "str",
    'to': "str",
    'amount': "float",
    'reason': "str",
    'by': "EnergyAdjustmentBy",
    'at': "str",
})


EnergyAdjustmentRequest = TypedDict('EnergyAdjustmentRequest', {
    'from': "str",
    'to': "str",
    'amount': "float",
    'reason': "str",
})


class EnergyBaselineFrozenBy(TypedDict):
    kind: str
    id: str
    name: str


class EnergyBaselineApprovedBy(TypedDict):
    kind: str
    id: str
    name: str


class EnergyBaselineRetiredBy(TypedDict):
    kind: str
    id: str
    name: str


class EnergyBaselineStaticFactorsItem(TypedDict):
    name: str
    value: str


class EnergyBaseline(TypedDict):
    id: str
    """UUID"""
    meter: str
    """UUID"""
    meterName: str
    unit: str
    name: str
    version: int
    state: Literal['frozen', 'approved', 'retired']
    shape: Literal['mean', 'linear', '3PC', '3PH', '4P', '5P']
    """mean: no variable; linear: one slope each; 3PC, 3PH, 4P, 5P: change points of the first variable, an outdoor temperature (ASHRAE RP-1050)"""
    rSquared: Union[float, None]
    cvRmse: Union[float, None]
    frozenBy: EnergyBaselineFrozenBy
    frozenAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    approvedBy: NotRequired[EnergyBaselineApprovedBy]
    approvedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    retiredBy: NotRequired[EnergyBaselineRetiredBy]
    retiredAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    definition: EnergyBaselineDefinition
    figures: EnergyFitFigures
    rows: EnergyFitRows
    staticFactors: list[EnergyBaselineStaticFactorsItem]
    """What did not change and would make the baseline void if it did: floor area, number of shifts (ISO 50006)"""
    note: str
    adjustments: list[EnergyAdjustment]


EnergyBaselineDefinition = TypedDict('EnergyBaselineDefinition', {
    'meter': "str",
    'from': "str",
    'to': "str",
    'width': "int",
    'shape': "Literal['mean', 'linear', '3PC', '3PH', '4P', '5P']",
    'drivers': "list[EnergyDriver]",
})


class EnergyBaselineList(TypedDict):
    items: list[EnergyBaselineListed]


class EnergyBaselineListedFrozenBy(TypedDict):
    kind: str
    id: str
    name: str


class EnergyBaselineListedApprovedBy(TypedDict):
    kind: str
    id: str
    name: str


class EnergyBaselineListedRetiredBy(TypedDict):
    kind: str
    id: str
    name: str


class EnergyBaselineListed(TypedDict):
    id: str
    """UUID"""
    meter: str
    """UUID"""
    meterName: str
    unit: str
    name: str
    version: int
    state: Literal['frozen', 'approved', 'retired']
    shape: Literal['mean', 'linear', '3PC', '3PH', '4P', '5P']
    """mean: no variable; linear: one slope each; 3PC, 3PH, 4P, 5P: change points of the first variable, an outdoor temperature (ASHRAE RP-1050)"""
    rSquared: Union[float, None]
    cvRmse: Union[float, None]
    frozenBy: EnergyBaselineListedFrozenBy
    frozenAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    approvedBy: NotRequired[EnergyBaselineListedApprovedBy]
    approvedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    retiredBy: NotRequired[EnergyBaselineListedRetiredBy]
    retiredAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class EnergyBaselineRequestStaticFactorsItem(TypedDict):
    name: str
    value: str


EnergyBaselineRequest = TypedDict('EnergyBaselineRequest', {
    'meter': "str",
    'from': "str",
    'to': "str",
    'width': "int",
    'shape': "Literal['mean', 'linear', '3PC', '3PH', '4P', '5P']",
    'drivers': "list[EnergyDriver]",
    'name': "str",
    'staticFactors': "NotRequired[list[EnergyBaselineRequestStaticFactorsItem]]",
    'note': "NotRequired[str]",
})


class EnergyBaselineTrial(TypedDict):
    unit: str
    figures: EnergyFitFigures
    rows: EnergyFitRows


EnergyDriver = TypedDict('EnergyDriver', {
    'point': "str",
    'name': "str",
    'as': "Literal['mean', 'sum', 'counter', 'heating_degree_days', 'cooling_degree_days']",
    'base': "NotRequired[float]",
})


class EnergyFactorSetBy(TypedDict):
    kind: str
    id: str
    name: str


class EnergyFactor(TypedDict):
    medium: Literal['electricity', 'natural_gas', 'steam', 'heat', 'water', 'compressed_air']
    gives: Literal['coal', 'carbon']
    """coal: kgce per unit; carbon: kgCO₂ per unit"""
    unit: str
    """As kgce/kW.h"""
    value: float
    source: str
    year: int
    note: str
    version: int
    """0: ships with the platform"""
    current: bool
    """The newest version counts"""
    setBy: NotRequired[EnergyFactorSetBy]
    setAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class EnergyFactorList(TypedDict):
    items: list[EnergyFactor]


class EnergyFactorRequest(TypedDict):
    medium: Literal['electricity', 'natural_gas', 'steam', 'heat', 'water', 'compressed_air']
    gives: Literal['coal', 'carbon']
    """coal: kgce per unit; carbon: kgCO₂ per unit"""
    value: float
    source: str
    """Document and clause, announcement or measurement"""
    year: int
    """That it holds for"""
    note: NotRequired[str]


class EnergyFitFiguresCoefficientsItem(TypedDict):
    name: NotRequired[str]
    """Absent of the intercept: what is used without any driver"""
    estimate: float
    standardError: float
    t: Union[float, None]
    p: Union[float, None]
    low: float
    """Of the interval at 95 %"""
    high: float


class EnergyFitFiguresFindingsItem(TypedDict):
    code: Literal['few_periods', 'gaps', 'weak_fit', 'scatter_high', 'not_better_than_none', 'driver_irrelevant', 'drivers_alike', 'rest_in_waves', 'uneven_scatter', 'one_period_decides']
    driver: NotRequired[str]
    value: NotRequired[float]
    limit: NotRequired[float]


class EnergyFitFigures(TypedDict):
    n: int
    """Periods it was made of"""
    gaps: int
    """Periods left out, as the meter or a variable is not known"""
    coefficients: list[EnergyFitFiguresCoefficientsItem]
    changePoints: list[float]
    rSquared: Union[float, None]
    adjustedRSquared: Union[float, None]
    fP: Union[float, None]
    cvRmse: Union[float, None]
    residualDeviation: float
    durbinWatson: Union[float, None]
    autocorrelation: Union[float, None]
    findings: list[EnergyFitFiguresFindingsItem]
    """What an energy manager should know before freezing it"""


class EnergyFitRows(TypedDict):
    start: list[int]
    """Start of each period, µs since 1970 UTC"""
    energy: list[Union[float, None]]
    drivers: list[list[Union[float, None]]]
    """One list a driver"""
    expected: list[Union[float, None]]


EnergyIndicatorPer = TypedDict('EnergyIndicatorPer', {
    'point': "str",
    'as': "Literal['sum', 'counter']",
    'name': "str",
    'unit': "NotRequired[str]",
})


class EnergyIndicator(TypedDict):
    id: str
    """UUID"""
    meter: str
    """UUID"""
    meterName: str
    name: str
    per: NotRequired[EnergyIndicatorPer]
    toldIn: Literal['medium', 'coal', 'carbon']
    unit: str
    """For people, as kgce/t"""
    target: NotRequired[float]


class EnergyIndicatorList(TypedDict):
    items: list[EnergyIndicator]


EnergyIndicatorRequestPer = TypedDict('EnergyIndicatorRequestPer', {
    'point': "str",
    'as': "Literal['sum', 'counter']",
})


class EnergyIndicatorRequest(TypedDict):
    meter: str
    """UUID"""
    name: str
    per: NotRequired[EnergyIndicatorRequestPer]
    toldIn: NotRequired[Literal['medium', 'coal', 'carbon']]
    target: NotRequired[float]


class EnergyIndicatorValuesBy(TypedDict):
    value: float
    version: int
    """0: ships with the platform"""
    source: str
    year: int


class EnergyIndicatorValues(TypedDict):
    unit: str
    width: int
    start: list[int]
    """Start of each period, µs since 1970 UTC"""
    value: list[Union[float, None]]
    """null where it is not known, or nothing was made"""
    gaps: int
    whole: Union[float, None]
    """Sum of energy by sum of what was made, not the mean"""
    by: NotRequired[EnergyIndicatorValuesBy]


class EnergyMediumListItemsItemTitle(TypedDict):
    en: str
    zh: str


class EnergyMediumListItemsItem(TypedDict):
    medium: Literal['electricity', 'natural_gas', 'steam', 'heat', 'water', 'compressed_air']
    unit: str
    """UCUM"""
    title: EnergyMediumListItemsItemTitle


class EnergyMediumList(TypedDict):
    items: list[EnergyMediumListItemsItem]


class EnergyMeter(TypedDict):
    id: str
    """UUID"""
    name: str
    medium: Literal['electricity', 'natural_gas', 'steam', 'heat', 'water', 'compressed_air']
    reading: Literal['counter', 'rate']
    """counter: the point counts up (kW.h); rate: it measures what flows per time (kW)"""
    unit: str
    """UCUM, of the medium"""
    point: str
    """UUID"""
    pointName: str
    path: list[str]
    asset: str
    """UUID"""


class EnergyMeterList(TypedDict):
    items: list[EnergyMeter]


class EnergyMeterRequest(TypedDict):
    point: str
    """UUID"""
    name: str
    medium: Literal['electricity', 'natural_gas', 'steam', 'heat', 'water', 'compressed_air']
    reading: Literal['counter', 'rate']
    """counter: the point counts up (kW.h); rate: it measures what flows per time (kW)"""
    unit: NotRequired[str]
    """UCUM, of the point where it tells none itself"""


class EnergySavingsShiftsItem(TypedDict):
    at: int
    began: int
    side: Literal['above', 'below']


class EnergySavingsCoalBy(TypedDict):
    value: float
    version: int
    """0: ships with the platform"""
    source: str
    year: int


class EnergySavingsCoal(TypedDict):
    total: float
    uncertainty: float
    by: EnergySavingsCoalBy


class EnergySavingsCarbonBy(TypedDict):
    value: float
    version: int
    """0: ships with the platform"""
    source: str
    year: int


class EnergySavingsCarbon(TypedDict):
    total: float
    uncertainty: float
    by: EnergySavingsCarbonBy


class EnergySavings(TypedDict):
    unit: str
    width: int
    confidence: float
    start: list[int]
    """Start of each period, µs since 1970 UTC"""
    energy: list[Union[float, None]]
    expected: list[Union[float, None]]
    saved: list[Union[float, None]]
    """Expected less measured: above 0 is saved"""
    cumulative: list[Union[float, None]]
    """CUSUM; null at a gap"""
    known: int
    gaps: int
    """Periods of which the meter or a variable is not known; in no sum"""
    outside: int
    """Known periods beyond what the baseline saw of a variable"""
    totalExpected: float
    totalMeasured: float
    total: float
    share: Union[float, None]
    uncertainty: float
    """Half the interval of the total"""
    isSignificant: bool
    """Further from nought than it is uncertain"""
    shifts: list[EnergySavingsShiftsItem]
    """Where the saving changed for good (tabular CUSUM, k = 0.5, h = 5): places of periods"""
    coal: NotRequired[EnergySavingsCoal]
    carbon: NotRequired[EnergySavingsCarbon]


class EnergyUseCoalBy(TypedDict):
    value: float
    version: int
    """0: ships with the platform"""
    source: str
    year: int


class EnergyUseCoal(TypedDict):
    total: float
    by: EnergyUseCoalBy


class EnergyUseCarbonBy(TypedDict):
    value: float
    version: int
    """0: ships with the platform"""
    source: str
    year: int


class EnergyUseCarbon(TypedDict):
    total: float
    by: EnergyUseCarbonBy


class EnergyUse(TypedDict):
    unit: str
    width: int
    start: list[int]
    """Start of each period, µs since 1970 UTC"""
    energy: list[Union[float, None]]
    """null: a gap of the meter"""
    gaps: int
    """Periods of which the meter does not tell enough; they are in no sum"""
    total: float
    coal: NotRequired[EnergyUseCoal]
    carbon: NotRequired[EnergyUseCarbon]


class EnrolmentRequest(TypedDict):
    token: str
    csr: str
    """PKCS #10 request, PEM: P-256, P-384, Ed25519, or RSA of 2048 bits or more; its subject is ignored"""


class EnrolmentToken(TypedDict):
    id: str
    name: str
    """Name of the machine it is bound to"""
    token: str
    """Shown this once; good for one enrolment"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class EnrolmentTokenPage(TypedDict):
    items: list[EnrolmentTokenState]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


EnrolmentTokenRequestEdge = TypedDict('EnrolmentTokenRequestEdge', {
    'as': "Literal['edge']",
    'group': "str",
    'node': "str",
    'minutes': "NotRequired[int]",
})


EnrolmentTokenRequestDevice = TypedDict('EnrolmentTokenRequestDevice', {
    'as': "Literal['device']",
    'name': "str",
    'minutes': "NotRequired[int]",
})


EnrolmentTokenRequest = Union["Union[EnrolmentTokenRequestEdge, EnrolmentTokenRequestDevice]"]


EnrolmentTokenStateSpeaksEdge = TypedDict('EnrolmentTokenStateSpeaksEdge', {
    'as': "Literal['edge']",
    'group': "str",
    'node': "str",
})


EnrolmentTokenStateSpeaksDevice = TypedDict('EnrolmentTokenStateSpeaksDevice', {
    'as': "Literal['device']",
    'name': "str",
})


class EnrolmentTokenState(TypedDict):
    id: str
    name: str
    speaks: Union[EnrolmentTokenStateSpeaksEdge, EnrolmentTokenStateSpeaksDevice]
    state: Literal['open', 'used', 'withdrawn', 'expired']
    createdBy: str
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    usedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    usedRemote: NotRequired[str]
    withdrawnAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    replays: int
    """How often it came again after it was used"""


class EnvelopePhasesItemBatch(TypedDict):
    value: list[Union[float, None]]
    outside: Union[float, None]
    """Of the parts that are known"""
    worst: Union[float, None]
    """Standard deviations, with their sign"""
    worstAt: int
    """Place of it; -1 where none is known"""


class EnvelopePhasesItem(TypedDict):
    name: str
    mean: list[Union[float, None]]
    low: list[Union[float, None]]
    high: list[Union[float, None]]
    batch: NotRequired[EnvelopePhasesItemBatch]


class Envelope(TypedDict):
    batches: int
    phases: list[EnvelopePhasesItem]


EnvelopeRequestGoodItemPhasesItem = TypedDict('EnvelopeRequestGoodItemPhasesItem', {
    'name': "str",
    'from': "str",
    'to': "str",
})


class EnvelopeRequestGoodItem(TypedDict):
    phases: list[EnvelopeRequestGoodItemPhasesItem]


EnvelopeRequestBatchPhasesItem = TypedDict('EnvelopeRequestBatchPhasesItem', {
    'name': "str",
    'from': "str",
    'to': "str",
})


class EnvelopeRequestBatch(TypedDict):
    phases: list[EnvelopeRequestBatchPhasesItem]


class EnvelopeRequest(TypedDict):
    point: str
    """UUID"""
    good: list[EnvelopeRequestGoodItem]
    """Batches that were as they should be"""
    batch: NotRequired[EnvelopeRequestBatch]
    parts: NotRequired[int]
    """Of each phase"""
    k: NotRequired[float]
    """Standard deviations"""
    interpolation: NotRequired[Literal['step', 'linear']]
    """Default linear"""


class EquipmentApplicationTitle(TypedDict):
    en: str
    zh: str


class EquipmentApplicationAlarmsItem(TypedDict):
    name: str
    en: str
    zh: str
    alarm: str


class EquipmentApplicationKpisItem(TypedDict):
    name: str
    en: str
    zh: str
    unit: NotRequired[str]
    """UCUM"""
    key: str


class EquipmentApplicationBy(TypedDict):
    kind: str
    id: str
    name: str


EquipmentApplication = TypedDict('EquipmentApplication', {
    'asset': "str",
    'class': "str",
    'kind': "str",
    'version': "str",
    'title': "EquipmentApplicationTitle",
    'app': "NotRequired[str]",
    'newest': "NotRequired[str]",
    'variant': "NotRequired[str]",
    'parameters': "dict[str, float]",
    'alarms': "list[EquipmentApplicationAlarmsItem]",
    'kpis': "list[EquipmentApplicationKpisItem]",
    'by': "EquipmentApplicationBy",
    'at': "str",
})


class EquipmentApplicationList(TypedDict):
    items: list[EquipmentApplication]


EquipmentApplicationRequest = TypedDict('EquipmentApplicationRequest', {
    'class': "str",
    'variant': "NotRequired[str]",
    'parameters': "NotRequired[dict[str, float]]",
    'points': "NotRequired[dict[str, Union[str, None]]]",
    'alarms': "NotRequired[list[str]]",
    'kpis': "NotRequired[list[str]]",
    'calendar': "NotRequired[str]",
    'kpisFrom': "NotRequired[str]",
    'seen': "NotRequired[str]",
})


class EquipmentClassTitle(TypedDict):
    en: str
    zh: str


class EquipmentClassNote(TypedDict):
    en: str
    zh: str


class EquipmentClassSourcesItem(TypedDict):
    id: str
    kind: Literal['standard', 'software', 'page', 'paper']
    title: str
    publisher: str
    address: NotRequired[str]
    seen: bool
    """The text itself was read; what was not is known from memory"""


class EquipmentClassVariantsItem(TypedDict):
    name: str
    en: str
    zh: str
    units: dict[str, str]


class EquipmentClassParametersItem(TypedDict):
    name: str
    en: str
    zh: str
    unit: str
    """UCUM"""
    default: float
    low: float
    high: float


EquipmentClassPointsItem = TypedDict('EquipmentClassPointsItem', {
    'name': "str",
    'en': "str",
    'zh': "str",
    'type': "Literal['number', 'boolean', 'text']",
    'unit': "NotRequired[str]",
    'low': "NotRequired[float]",
    'high': "NotRequired[float]",
    'counter': "NotRequired[bool]",
    'states': "NotRequired[list[str]]",
    'need': "Literal['needed', 'optional']",
    'else': "NotRequired[Union[float, bool, str]]",
})


class EquipmentClassDerivedItemSource(TypedDict):
    id: str
    clause: NotRequired[str]


class EquipmentClassDerivedItem(TypedDict):
    name: str
    en: str
    zh: str
    unit: str
    """UCUM"""
    formula: NotRequired[str]
    curve: NotRequired[str]
    at: NotRequired[str]
    source: NotRequired[EquipmentClassDerivedItemSource]


class EquipmentClassKpisItemSource(TypedDict):
    id: str
    clause: NotRequired[str]


class EquipmentClassKpisItem(TypedDict):
    name: str
    en: str
    zh: str
    unit: str
    """UCUM"""
    better: Literal['higher', 'lower']
    formula: str
    source: NotRequired[EquipmentClassKpisItemSource]


class EquipmentClassAlarmsItemDeadband(TypedDict):
    value: float
    """In the unit of the point; of a limit alone"""
    by: Literal['flow', 'level', 'pressure', 'temperature', 'composition', 'own']
    """The kind of signal, whose share of the range EEMUA 191 recommends; own: it has none for it"""


class EquipmentClassAlarmsItemEffect(TypedDict):
    en: str
    zh: str


class EquipmentClassAlarmsItemAction(TypedDict):
    en: str
    zh: str


class EquipmentClassAlarmsItem(TypedDict):
    name: str
    en: str
    zh: str
    when: str
    on_delay: float
    """s"""
    deadband: NotRequired[EquipmentClassAlarmsItemDeadband]
    consequence: Literal['minor', 'major', 'severe']
    respond_within: float
    """min"""
    effect: EquipmentClassAlarmsItemEffect
    action: EquipmentClassAlarmsItemAction


class EquipmentClassComparisonsItemAlikeItem(TypedDict):
    of: str
    within: float
    """%"""


class EquipmentClassComparisonsItem(TypedDict):
    kpi: str
    alike: list[EquipmentClassComparisonsItemAlikeItem]
    completeness: float
    """% of the window that must have good data"""


class EquipmentClassReferencesItemSource(TypedDict):
    id: str
    clause: NotRequired[str]


class EquipmentClassReferencesItemFiguresItemBecause(TypedDict):
    en: str
    zh: str


class EquipmentClassReferencesItemFiguresItem(TypedDict):
    kpi: str
    unit: str
    """UCUM"""
    published: float
    tolerance: float
    seen: NotRequired[float]
    """What the formula gives; missing where it gives nothing"""
    holds: bool
    because: NotRequired[EquipmentClassReferencesItemFiguresItemBecause]


class EquipmentClassReferencesItem(TypedDict):
    name: str
    en: str
    zh: str
    source: EquipmentClassReferencesItemSource
    variant: NotRequired[str]
    figures: list[EquipmentClassReferencesItemFiguresItem]


EquipmentClass = TypedDict('EquipmentClass', {
    'class': "str",
    'kind': "str",
    'version': "str",
    'title': "EquipmentClassTitle",
    'app': "NotRequired[str]",
    'note': "NotRequired[EquipmentClassNote]",
    'sources': "list[EquipmentClassSourcesItem]",
    'variants': "list[EquipmentClassVariantsItem]",
    'parameters': "list[EquipmentClassParametersItem]",
    'points': "list[EquipmentClassPointsItem]",
    'derived': "list[EquipmentClassDerivedItem]",
    'kpis': "list[EquipmentClassKpisItem]",
    'alarms': "list[EquipmentClassAlarmsItem]",
    'comparisons': "list[EquipmentClassComparisonsItem]",
    'references': "list[EquipmentClassReferencesItem]",
})


class EquipmentClassList(TypedDict):
    items: list[EquipmentClassListed]


class EquipmentClassListedTitle(TypedDict):
    en: str
    zh: str


EquipmentClassListed = TypedDict('EquipmentClassListed', {
    'class': "str",
    'kind': "str",
    'version': "str",
    'title': "EquipmentClassListedTitle",
    'app': "NotRequired[str]",
    'points': "int",
    'kpis': "int",
    'alarms': "int",
    'figures': "int",
})


class EquipmentLeftOut(TypedDict):
    why: Literal['missing', 'curve', 'constant']
    """missing: points that the asset has not; curve: it is read off a maker’s curve; constant: nothing of it is measured"""
    names: list[str]


class EquipmentPlanTitle(TypedDict):
    en: str
    zh: str


class EquipmentPlanParametersItem(TypedDict):
    name: str
    en: str
    zh: str
    unit: str
    """UCUM"""
    default: float
    low: float
    high: float
    value: float


class EquipmentPlanModelReplaces(TypedDict):
    """Of which model the asset is now"""

    key: str
    version: str
    title: str


EquipmentPlanModel = TypedDict('EquipmentPlanModel', {
    'key': "str",
    'is': "Literal['new', 'there', 'same']",
    'replaces': "NotRequired[EquipmentPlanModelReplaces]",
})


class EquipmentPlanBeforeBy(TypedDict):
    kind: str
    id: str
    name: str


EquipmentPlanBefore = TypedDict('EquipmentPlanBefore', {
    'class': "str",
    'version': "str",
    'by': "EquipmentPlanBeforeBy",
    'at': "str",
})


EquipmentPlanDifferencesItem = TypedDict('EquipmentPlanDifferencesItem', {
    'list': "Literal['parameters', 'points', 'derived', 'kpis', 'alarms']",
    'name': "str",
    'is': "Literal['added', 'removed', 'changed']",
    'fields': "list[str]",
})


class EquipmentPlanUnitWith(TypedDict):
    """With which calendar it would become a work unit"""

    calendar: str
    """UUID"""
    name: str
    chosen: bool
    """It was asked for; else it is the usual one of this part of the plant"""


EquipmentPlan = TypedDict('EquipmentPlan', {
    'asset': "str",
    'class': "str",
    'kind': "str",
    'version': "str",
    'title': "EquipmentPlanTitle",
    'app': "NotRequired[str]",
    'variant': "NotRequired[str]",
    'parameters': "list[EquipmentPlanParametersItem]",
    'available': "list[EquipmentPoint]",
    'points': "list[EquipmentPlannedPoint]",
    'model': "EquipmentPlanModel",
    'alarms': "list[EquipmentPlannedAlarm]",
    'kpis': "list[EquipmentPlannedKpi]",
    'before': "NotRequired[EquipmentPlanBefore]",
    'differences': "list[EquipmentPlanDifferencesItem]",
    'workUnit': "bool",
    'unitWith': "NotRequired[EquipmentPlanUnitWith]",
    'changes': "bool",
    'seen': "str",
    'applied': "bool",
})


class EquipmentPlannedAlarmDifferenceItem(TypedDict):
    field: str
    """With dots: condition.limit"""
    before: NotRequired[dict[str, Any]]
    after: NotRequired[dict[str, Any]]


class EquipmentPlannedAlarmFault(TypedDict):
    """The same as a row of the error table, with what its words name"""

    code: str
    facts: dict[str, str]


EquipmentPlannedAlarm = TypedDict('EquipmentPlannedAlarm', {
    'name': "str",
    'en': "str",
    'zh': "str",
    'is': "Literal['new', 'same', 'changed', 'leaving', 'replaced', 'withdrawn', 'retired', 'waits', 'declined', 'twice', 'refused', 'left_out']",
    'chosen': "bool",
    'when': "NotRequired[str]",
    'consequence': "NotRequired[Literal['minor', 'major', 'severe']]",
    'respondWithin': "NotRequired[float]",
    'onDelay': "NotRequired[float]",
    'deadband': "NotRequired[float]",
    'alarm': "NotRequired[str]",
    'change': "NotRequired[str]",
    'difference': "NotRequired[list[EquipmentPlannedAlarmDifferenceItem]]",
    'leftOut': "NotRequired[EquipmentLeftOut]",
    'says': "NotRequired[str]",
    'fault': "NotRequired[EquipmentPlannedAlarmFault]",
})


EquipmentPlannedKpi = TypedDict('EquipmentPlannedKpi', {
    'name': "str",
    'en': "str",
    'zh': "str",
    'is': "Literal['new', 'joins', 'changed', 'same', 'removed', 'left_out']",
    'chosen': "bool",
    'key': "NotRequired[str]",
    'unit': "NotRequired[str]",
    'formula': "NotRequired[str]",
    'source': "NotRequired[str]",
    'leftOut': "NotRequired[EquipmentLeftOut]",
})


class EquipmentPlannedPoint(TypedDict):
    name: str
    en: str
    zh: str
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    need: Literal['needed', 'optional']
    point: NotRequired[str]
    """UUID"""
    pointUnit: NotRequired[str]
    """UCUM"""
    how: NotRequired[Literal['hand', 'name', 'words']]
    """hand: somebody said it; name: it is called so; words: most words and the unit are the same"""
    problem: NotRequired[Literal['missing', 'several', 'type', 'unit']]
    """several: more than one is called so; type, unit: the one that is called so does not fit"""
    standsIn: NotRequired[Union[float, bool, str]]
    """What counts without a point"""
    fits: list[str]
    """Points of the asset that could be it, by type and unit"""


class EquipmentPoint(TypedDict):
    id: str
    """UUID"""
    path: list[str]
    unit: NotRequired[str]
    """UCUM"""


class EquipmentRemovalTitle(TypedDict):
    en: str
    zh: str


class EquipmentRemovalModel(TypedDict):
    """The thing model of the class, with how many of its properties are bound; one of people stays"""

    key: str
    version: str
    title: str
    bound: int


EquipmentRemovalAlarmsItem = TypedDict('EquipmentRemovalAlarmsItem', {
    'name': "str",
    'en': "str",
    'zh': "str",
    'alarm': "str",
    'is': "Literal['retired', 'withdrawn', 'stays']",
    'change': "NotRequired[str]",
})


class EquipmentRemovalKpisItem(TypedDict):
    name: str
    en: str
    zh: str
    key: str


class EquipmentRemovalBy(TypedDict):
    kind: str
    id: str
    name: str


EquipmentRemoval = TypedDict('EquipmentRemoval', {
    'asset': "str",
    'class': "str",
    'kind': "str",
    'version': "str",
    'title': "EquipmentRemovalTitle",
    'app': "NotRequired[str]",
    'model': "NotRequired[EquipmentRemovalModel]",
    'alarms': "list[EquipmentRemovalAlarmsItem]",
    'kpis': "list[EquipmentRemovalKpisItem]",
    'workUnit': "bool",
    'by': "EquipmentRemovalBy",
    'at': "str",
    'seen': "str",
    'removed': "bool",
})


EventDataSchema = Union["dict[str, dict[str, Any]]"]


class EventKeeping(TypedDict):
    days: int
    """Events are kept so long; 30 unless set"""
    most: int
    """Of more than so many the oldest go; 200,000 unless set"""


class EventListItemsItem(TypedDict):
    kind: str
    """state: a point that is no measured value changed; others by who offers them"""
    at: int
    """µs since 1970 UTC"""
    until: NotRequired[int]
    """Absent while it lasts, and of what has no length"""
    point: NotRequired[str]
    """Id"""
    asset: NotRequired[str]
    """Id"""
    text: str


class EventList(TypedDict):
    items: list[EventListItemsItem]
    """The oldest first"""
    truncated: bool
    """There are more: ask for a shorter time"""


class EventTypeTitle(TypedDict):
    en: str
    zh: str


class EventTypeSays(TypedDict):
    en: str
    zh: str


class EventType(TypedDict):
    type: str
    version: int
    """Of the data: rises when something is left out or means another thing"""
    module: str
    """Who tells it"""
    permission: str
    """Without it nobody sees these events"""
    perAsset: bool
    """Told with the asset: who holds the permission for a part of the plant sees those of that part"""
    title: EventTypeTitle
    says: EventTypeSays
    dataschema: str
    schema: dict[str, dict[str, Any]]
    """JSON Schema 2020-12 of `data`"""
    example: PlatformEvent


class EventTypeList(TypedDict):
    items: list[EventType]


class Explanation(TypedDict):
    allowed: bool
    because: list[str]
    """Names of the policies that decided; empty: none permits it"""
    assignments: list[Assignment]
    """What the holder holds"""
    decided: list[Assignment]
    """Of these, what gives the right at this place; empty: it is denied"""
    suspended: bool
    """The holder is suspended and gets in nowhere, whatever they hold"""
    secondFactor: bool
    """It counts in a session with a second factor alone"""
    policies: str
    """The policies asked, in Cedar"""


class FactorAdded(TypedDict):
    recoveryCodes: NotRequired[list[str]]
    """Each opens once; shown now and never again"""


class FactorProof(TypedDict):
    """Exactly one of them"""

    password: NotRequired[str]
    totp: NotRequired[str]
    """Code of the authenticator app"""
    recovery: NotRequired[str]
    """One of the recovery codes"""
    passkey: NotRequired[dict[str, Any]]
    """Answer to POST /me/factors/challenge, WebAuthn JSON"""


class Factors(TypedDict):
    password: bool
    totp: bool
    """An authenticator app is set up"""
    recoveryCodesLeft: int
    passkeys: list[Passkey]


class FlowTitle(TypedDict):
    en: str
    zh: str


class FlowChangedBy(TypedDict):
    kind: str
    id: str
    name: str


class FlowMadeBy(TypedDict):
    kind: str
    id: str
    name: str


class Flow(TypedDict):
    id: str
    """UUID"""
    title: FlowTitle
    published: NotRequired[int]
    """The newest version that is published"""
    waiting: bool
    """A version waits for a second person"""
    deployments: int
    broken: int
    """Runs that do not go on"""
    changedBy: FlowChangedBy
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    draft: FlowDocument
    revision: int
    """Of the draft; sent back with the next"""
    versions: list[FlowVersionListed]
    """Newest first"""
    madeBy: FlowMadeBy
    madeAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class FlowAction(TypedDict):
    id: str
    """UUID"""
    asset: NotRequired[str]
    """UUID"""
    node: str
    kind: str
    at: str
    """Source time at which the flow asked for it"""
    body: dict[str, dict[str, Any]]
    state: Literal['waiting', 'doing', 'done', 'refused', 'failed', 'unknown']
    """unknown: it went out, and nobody knows what became of it"""
    tries: int
    answer: NotRequired[str]
    madeAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    endedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class FlowActionPage(TypedDict):
    items: list[FlowAction]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class FlowCheck(TypedDict):
    problems: list[FlowProblem]
    ports: dict[str, dict[str, dict[str, dict[str, Any]]]]
    """By node and port: type, unit and dimension"""
    order: list[str]


class FlowCheckRequest(TypedDict):
    document: FlowDocument
    asset: NotRequired[str]
    """Names of points are looked for below it"""


class FlowDeploymentFlowTitle(TypedDict):
    en: str
    zh: str


class FlowDeploymentName(TypedDict):
    en: str
    zh: str


class FlowDeploymentTarget(TypedDict):
    """One of them, or none: the flow runs once, with points by their ids"""

    assets: NotRequired[list[str]]
    thingModel: NotRequired[str]
    """UUID"""
    equipmentClass: NotRequired[str]


class FlowDeploymentInputsValue(TypedDict):
    point: str
    """UUID"""


class FlowDeploymentEdge(TypedDict):
    """The edge node that runs it"""

    id: str
    """UUID"""
    group: str
    node: str


class FlowDeploymentBackBroken(TypedDict):
    code: str
    says: str


FlowDeploymentBack = TypedDict('FlowDeploymentBack', {
    'from': "str",
    'at': "str",
    'end': "str",
    'broken': "NotRequired[FlowDeploymentBackBroken]",
})


class FlowDeploymentBy(TypedDict):
    kind: str
    id: str
    name: str


class FlowDeployment(TypedDict):
    id: str
    """UUID"""
    flow: str
    """UUID"""
    flowTitle: FlowDeploymentFlowTitle
    version: int
    before: NotRequired[int]
    name: FlowDeploymentName
    target: FlowDeploymentTarget
    """One of them, or none: the flow runs once, with points by their ids"""
    inputs: dict[str, FlowDeploymentInputsValue]
    parameters: dict[str, float]
    paused: bool
    edge: NotRequired[FlowDeploymentEdge]
    """The edge node that runs it"""
    runs: int
    broken: int
    open: int
    """Actions that wait or are under way"""
    back: NotRequired[FlowDeploymentBack]
    """Its points are given anew: of what stretch, up to where that is done, and why it does not go on"""
    by: FlowDeploymentBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class FlowDeploymentList(TypedDict):
    items: list[FlowDeployment]


class FlowDeploymentRequestName(TypedDict):
    en: str
    zh: str


class FlowDeploymentRequestTarget(TypedDict):
    """One of them, or none: the flow runs once, with points by their ids"""

    assets: NotRequired[list[str]]
    thingModel: NotRequired[str]
    """UUID"""
    equipmentClass: NotRequired[str]


class FlowDeploymentRequestInputsValue(TypedDict):
    point: str
    """UUID"""


class FlowDeploymentRequestEdge(TypedDict):
    """At this edge node; without it, on the platform"""

    node: str
    """UUID"""


class FlowDeploymentRequest(TypedDict):
    version: int
    name: FlowDeploymentRequestName
    target: FlowDeploymentRequestTarget
    """One of them, or none: the flow runs once, with points by their ids"""
    inputs: NotRequired[dict[str, FlowDeploymentRequestInputsValue]]
    """By node: the point that takes the place of what the node names"""
    parameters: NotRequired[dict[str, float]]
    edge: NotRequired[FlowDeploymentRequestEdge]
    """At this edge node; without it, on the platform"""


class FlowDifferencesNodesItemFieldsItem(TypedDict):
    field: str
    before: NotRequired[dict[str, Any]]
    after: NotRequired[dict[str, Any]]


FlowDifferencesNodesItem = TypedDict('FlowDifferencesNodesItem', {
    'node': "str",
    'is': "Literal['added', 'removed', 'changed']",
    'fields': "list[FlowDifferencesNodesItemFieldsItem]",
    'moved': "bool",
})


FlowDifferencesWiresItem = TypedDict('FlowDifferencesWiresItem', {
    'is': "Literal['added', 'removed']",
    'from': "str",
    'to': "str",
})


class FlowDifferences(TypedDict):
    a: FlowDocument
    b: FlowDocument
    nodes: list[FlowDifferencesNodesItem]
    wires: list[FlowDifferencesWiresItem]
    others: list[str]
    """Other parts of the document that differ"""


FlowDocument = Union["dict[str, dict[str, Any]]"]


class FlowDraftRequest(TypedDict):
    document: FlowDocument
    revision: int
    """That one started from"""


class FlowInboxItemsItem(TypedDict):
    asset: NotRequired[str]
    """UUID"""
    node: str
    address: str
    """Whoever knows it may send there"""


class FlowInbox(TypedDict):
    items: list[FlowInboxItemsItem]


FlowInboxBody = Union["dict[str, Any]"]


class FlowListedTitle(TypedDict):
    en: str
    zh: str


class FlowListedChangedBy(TypedDict):
    kind: str
    id: str
    name: str


class FlowListed(TypedDict):
    id: str
    """UUID"""
    title: FlowListedTitle
    published: NotRequired[int]
    """The newest version that is published"""
    waiting: bool
    """A version waits for a second person"""
    deployments: int
    broken: int
    """Runs that do not go on"""
    changedBy: FlowListedChangedBy
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class FlowNodeList(TypedDict):
    """Each kind of node: ports, settings, help"""

    items: list[dict[str, dict[str, Any]]]


class FlowPage(TypedDict):
    items: list[FlowListed]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class FlowProblem(TypedDict):
    node: NotRequired[str]
    port: NotRequired[str]
    wire: NotRequired[int]
    setting: NotRequired[str]
    code: str
    """Of the error table"""
    facts: dict[str, str]
    says: str
    remedy: str


class FlowPublishRequest(TypedDict):
    revision: int
    """Of the draft that is meant"""
    comment: NotRequired[str]


FlowRecomputeRequest = TypedDict('FlowRecomputeRequest', {
    'from': "str",
})


class FlowReplayFault(TypedDict):
    code: str
    says: str


FlowReplayResultNodesValue = TypedDict('FlowReplayResultNodesValue', {
    'in': "int",
    'out': "int",
})


class FlowReplayResultActionsItem(TypedDict):
    node: str
    kind: str
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    body: dict[str, dict[str, Any]]


class FlowReplayResultTroublesItem(TypedDict):
    node: str
    says: str


class FlowReplayResultStopped(TypedDict):
    at: str
    when: str
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    value: dict[str, Any]
    status: int


FlowReplayResult = TypedDict('FlowReplayResult', {
    'from': "str",
    'to': "str",
    'samples': "int",
    'wires': "dict[str, FlowWireColumns]",
    'rows': "dict[str, int]",
    'nodes': "dict[str, FlowReplayResultNodesValue]",
    'actions': "list[FlowReplayResultActionsItem]",
    'actionCount': "int",
    'troubles': "list[FlowReplayResultTroublesItem]",
    'stopped': "NotRequired[FlowReplayResultStopped]",
})


class FlowReplay(TypedDict):
    id: str
    """UUID"""
    state: Literal['runs', 'done', 'failed']
    progress: float
    fault: NotRequired[FlowReplayFault]
    result: NotRequired[FlowReplayResult]


class FlowReplayRequestInputsValue(TypedDict):
    point: str
    """UUID"""


class FlowReplayRequestBreakpointsItem(TypedDict):
    at: str
    """node.port"""
    when: str
    """Of `value`, such as value > 7.5 or !value"""


FlowReplayRequest = TypedDict('FlowReplayRequest', {
    'document': "NotRequired[FlowDocument]",
    'flow': "NotRequired[str]",
    'version': "NotRequired[int]",
    'asset': "NotRequired[str]",
    'inputs': "NotRequired[dict[str, FlowReplayRequestInputsValue]]",
    'parameters': "NotRequired[dict[str, float]]",
    'from': "str",
    'to': "str",
    'watch': "list[str]",
    'breakpoints': "NotRequired[list[FlowReplayRequestBreakpointsItem]]",
})


class FlowRequest(TypedDict):
    """Its title is that of the document"""

    document: FlowDocument


class FlowReviewRequest(TypedDict):
    agrees: bool
    comment: NotRequired[str]


class FlowRunInputsItem(TypedDict):
    node: str
    point: NotRequired[str]
    """UUID"""
    problem: NotRequired[str]
    """missing, several"""


class FlowRunOutputsItem(TypedDict):
    node: str
    point: str
    """UUID"""


class FlowRunBroken(TypedDict):
    code: str
    says: str


class FlowRunTrouble(TypedDict):
    """The last of them"""

    node: str
    says: str


class FlowRun(TypedDict):
    asset: NotRequired[str]
    """UUID"""
    path: list[str]
    inputs: list[FlowRunInputsItem]
    outputs: list[FlowRunOutputsItem]
    state: Literal['runs', 'paused', 'broken', 'elsewhere', 'waiting']
    """elsewhere: another platform on the same database runs it; waiting: its edge node has not said that it runs it"""
    broken: NotRequired[FlowRunBroken]
    digest: NotRequired[str]
    """Of the package that its edge node runs, or is to run"""
    time: NotRequired[str]
    """Flow time: everything up to it is worked out"""
    samples: int
    """Taken since the platform began"""
    late: int
    """That came after flow time had passed them, and are not used"""
    troubles: int
    """Calls of scripts, and other steps of nodes, that failed; the flow went on"""
    trouble: NotRequired[FlowRunTrouble]
    """The last of them"""
    values: int
    """Given to points"""
    actions: int
    """Asked for"""


class FlowRunList(TypedDict):
    items: list[FlowRun]


class FlowSecretChangedBy(TypedDict):
    kind: str
    id: str
    name: str


class FlowSecretUsedByItemTitle(TypedDict):
    en: str
    zh: str


class FlowSecretUsedByItem(TypedDict):
    id: str
    """UUID"""
    title: FlowSecretUsedByItemTitle


class FlowSecret(TypedDict):
    name: str
    origin: str
    header: str
    changedBy: FlowSecretChangedBy
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    usedBy: list[FlowSecretUsedByItem]
    """Flows whose draft, or one of whose versions, names it"""


class FlowSecretList(TypedDict):
    items: list[FlowSecret]


class FlowSecretRequest(TypedDict):
    origin: str
    """Scheme, host and port, such as https://erp.example:8443: it goes nowhere else"""
    header: str
    """Such as Authorization"""
    value: str
    """Kept in the vault, and told to nobody"""


class FlowSettings(TypedDict):
    secondPerson: bool
    """A version is published when a second person agrees"""


class FlowTestAnswer(TypedDict):
    passed: bool
    results: list[FlowTestResult]


class FlowTestRequest(TypedDict):
    document: FlowDocument


class FlowTestResult(TypedDict):
    name: str
    passed: bool
    says: list[str]
    """What was expected and what was seen"""


class FlowUpgradeRequest(TypedDict):
    version: int


class FlowVersionBy(TypedDict):
    kind: str
    id: str
    name: str


class FlowVersionReviewedBy(TypedDict):
    kind: str
    id: str
    name: str


class FlowVersion(TypedDict):
    number: int
    stage: Literal['waiting', 'published', 'rejected']
    """waiting: for a second person"""
    digest: str
    tests: list[FlowTestResult]
    comment: NotRequired[str]
    by: FlowVersionBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    reviewedBy: NotRequired[FlowVersionReviewedBy]
    reviewedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    reviewComment: NotRequired[str]
    mayReview: bool
    """By who asks: not who wrote it"""
    document: FlowDocument


class FlowVersionListedBy(TypedDict):
    kind: str
    id: str
    name: str


class FlowVersionListedReviewedBy(TypedDict):
    kind: str
    id: str
    name: str


class FlowVersionListed(TypedDict):
    number: int
    stage: Literal['waiting', 'published', 'rejected']
    """waiting: for a second person"""
    digest: str
    tests: list[FlowTestResult]
    comment: NotRequired[str]
    by: FlowVersionListedBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    reviewedBy: NotRequired[FlowVersionListedReviewedBy]
    reviewedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    reviewComment: NotRequired[str]
    mayReview: bool
    """By who asks: not who wrote it"""


class FlowWireColumns(TypedDict):
    time: list[int]
    value: list[Union[float, bool, str, None]]
    status: list[int]


class Grant(TypedDict):
    id: str
    state: Literal['planned', 'open', 'ended', 'revoked']
    giver: str
    """Name of the organisation that gives"""
    receiver: NotRequired[str]
    """Handle of the organisation that receives"""
    link: bool
    """For whoever holds the link"""
    asset: Union[str, None]
    point: Union[str, None]
    subject: str
    """Name of what is shared, at the time it was"""
    actions: list[Literal['asset:read', 'asset:write', 'point:read', 'point:write', 'write:confirm', 'history:export', 'history:import', 'history:query', 'history:remove', 'alarm:read', 'alarm:acknowledge', 'alarm:shelve', 'alarm:remove', 'alarm:propose', 'alarm:approve', 'production:read', 'production:enter', 'production:manage', 'energy:read', 'energy:manage', 'energy:approve', 'energy:factor', 'device:read', 'device:enrol', 'device:revoke', 'model:read', 'model:write', 'mechanism:read', 'mechanism:write', 'mechanism:publish', 'mechanism:bind', 'app:read', 'app:use', 'app:manage', 'flow:read', 'flow:write', 'flow:publish', 'flow:deploy', 'component:read', 'component:use', 'component:publish', 'screen:read', 'screen:write', 'library:read', 'library:contribute', 'library:review', 'maintenance:read', 'maintenance:work', 'maintenance:plan', 'notice:read', 'notice:write', 'event:read', 'webhook:read', 'webhook:write', 'member:read', 'member:manage', 'role:manage', 'grant:read', 'grant:give', 'program:manage', 'provider:manage', 'audit:read', 'audit:export', 'access:explain', 'quota:read', 'organisation:read', 'organisation:manage', 'platform:operate']]
    purpose: str
    startsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    endsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    revokedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    token: NotRequired[str]
    """Of a link; shown this once"""


class GrantPage(TypedDict):
    items: list[Grant]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class GrantRequest(TypedDict):
    asset: NotRequired[str]
    """Share this asset and what is below it"""
    point: NotRequired[str]
    """or this one point"""
    receiver: NotRequired[str]
    """Handle of the organisation; without it a link is made"""
    actions: list[Literal['asset:read', 'asset:write', 'point:read', 'point:write', 'write:confirm', 'history:export', 'history:import', 'history:query', 'history:remove', 'alarm:read', 'alarm:acknowledge', 'alarm:shelve', 'alarm:remove', 'alarm:propose', 'alarm:approve', 'production:read', 'production:enter', 'production:manage', 'energy:read', 'energy:manage', 'energy:approve', 'energy:factor', 'device:read', 'device:enrol', 'device:revoke', 'model:read', 'model:write', 'mechanism:read', 'mechanism:write', 'mechanism:publish', 'mechanism:bind', 'app:read', 'app:use', 'app:manage', 'flow:read', 'flow:write', 'flow:publish', 'flow:deploy', 'component:read', 'component:use', 'component:publish', 'screen:read', 'screen:write', 'library:read', 'library:contribute', 'library:review', 'maintenance:read', 'maintenance:work', 'maintenance:plan', 'notice:read', 'notice:write', 'event:read', 'webhook:read', 'webhook:write', 'member:read', 'member:manage', 'role:manage', 'grant:read', 'grant:give', 'program:manage', 'provider:manage', 'audit:read', 'audit:export', 'access:explain', 'quota:read', 'organisation:read', 'organisation:manage', 'platform:operate']]
    purpose: str
    """Why; both sides see it"""
    startsAt: NotRequired[str]
    """ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number"""
    endsAt: str
    """ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number"""


class GroupListItemsItem(TypedDict):
    key: str
    """Id of the asset, device or point, or the name or unit; empty for all"""
    name: str
    """For people: the path of an asset, the name of a point"""
    points: int
    """In the group"""
    start: list[int]
    """Start of each window, µs since 1970 UTC"""
    value: list[Union[float, None]]
    members: list[int]
    """Points that have a value in the window"""


class GroupList(TypedDict):
    width: int
    """µs"""
    items: list[GroupListItemsItem]
    """By name"""


class GroupRole(TypedDict):
    group: str
    """As the group claim spells it"""
    role: str
    below: NotRequired[Union[str, None]]
    """Only for this asset and what is below it"""


class HeldRoleBelow(TypedDict):
    """Asset under which alone it holds; without it everywhere"""

    id: str
    name: str


class HeldRole(TypedDict):
    role: str
    title: str
    below: NotRequired[HeldRoleBelow]
    """Asset under which alone it holds; without it everywhere"""
    provider: bool
    """Groups of a sign-in provider gave it"""


class HeldRoles(TypedDict):
    items: list[HeldRole]


class HistogramBins(TypedDict):
    edges: list[float]
    """Bin k holds values from edge k on and below edge k + 1"""
    bins: list[float]
    below: float
    above: float
    """From the last edge on"""


class HistoryShare(TypedDict):
    points: int
    """Concerned, whether they have samples or not"""
    samples: NotRequired[int]
    """That would go at this moment; missing for more than 1,000 points"""
    before: NotRequired[str]
    """What is older would go"""


class IdentityProvider(TypedDict):
    """`redirectUri` is to be registered at the provider"""

    id: str
    name: str
    """What people choose at sign-in"""
    issuer: str
    """https URL, exactly as the provider writes it"""
    clientId: str
    scopes: list[str]
    """Beside openid (RFC 6749 §3.3)"""
    groupClaim: str
    """Claim that lists groups, or a path with dots to it"""
    mapping: list[GroupRole]
    """Roles by group, set anew at each sign-in; roles that somebody here gave stay"""
    emailDomains: list[str]
    """Only people whose verified e-mail address is in one of these; none: everyone"""
    autoJoin: bool
    """Who is not a member becomes one at the first sign-in"""
    redirectUri: str
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class IdentityProviderCheck(TypedDict):
    works: bool
    problem: NotRequired[str]
    """What was expected and what was seen"""
    remedy: NotRequired[str]


class IdentityProviderList(TypedDict):
    items: list[IdentityProvider]


class IdentityProviderRequest(TypedDict):
    name: str
    """What people choose at sign-in"""
    issuer: str
    """https URL, exactly as the provider writes it"""
    clientId: str
    clientSecret: NotRequired[str]
    """Left out, what is kept stays, unless the issuer changes"""
    scopes: NotRequired[list[str]]
    """Beside openid (RFC 6749 §3.3)"""
    groupClaim: NotRequired[str]
    """Claim that lists groups, or a path with dots to it"""
    mapping: NotRequired[list[GroupRole]]
    """Roles by group, set anew at each sign-in; roles that somebody here gave stay"""
    emailDomains: NotRequired[list[str]]
    """Only people whose verified e-mail address is in one of these; none: everyone"""
    autoJoin: NotRequired[bool]
    """Who is not a member becomes one at the first sign-in"""


class ImportFault(TypedDict):
    code: str
    detail: str
    remedy: str


class Import(TypedDict):
    id: str
    name: str
    format: str
    state: Literal['receiving', 'waiting', 'running', 'stopped', 'done']
    """stopped: by a fault, to be resumed"""
    dryRun: bool
    size: int
    """Bytes of the file"""
    received: int
    """Bytes that have come; the next part begins here"""
    fingerprint: NotRequired[str]
    progress: float
    """Of reading; a guess for Parquet and Arrow"""
    rows: int
    """Rows read"""
    stored: int
    """Samples stored; of a dry run those that would be"""
    refused: int
    """Rows or cells refused"""
    reasons: dict[str, int]
    """How many were refused, by reason"""
    by: str
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    startedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    endedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    fault: NotRequired[ImportFault]


class ImportMappingLongTime(TypedDict):
    column: str
    """With the source time"""
    format: NotRequired[Literal['iso', 's', 'ms', 'us', 'ns']]
    """iso: ISO 8601; else a number since 1970 UTC. Default iso; columns of type timestamp need none"""
    offset: NotRequired[str]
    """Of times that name no zone, such as +08:00; default UTC"""


class ImportMappingLongPoint1(TypedDict):
    column: str
    """With ids or full paths of points"""


class ImportMappingLongPoint2(TypedDict):
    path: str
    """With paths of assets"""
    name: str
    """With names of points"""


class ImportMappingLongPoint3(TypedDict):
    id: str
    """UUID"""


class ImportMappingLongUnit(TypedDict):
    column: str
    """With UCUM codes"""


class ImportMappingLongUnit2(TypedDict):
    code: str
    """UCUM code; values are told in the unit of their point"""


class ImportMappingLong(TypedDict):
    layout: Literal['long']
    """A row a sample"""
    time: ImportMappingLongTime
    point: Union[ImportMappingLongPoint1, ImportMappingLongPoint2, ImportMappingLongPoint3]
    """A path is names from the top down, parted by /; a / or ~ in a name is ~1 or ~0"""
    values: list[str]
    unit: NotRequired[Union[ImportMappingLongUnit, ImportMappingLongUnit2]]
    status: NotRequired[str]
    """With OPC UA StatusCodes, by number or name, or good, uncertain, bad; empty is good"""


class ImportMappingWideTime(TypedDict):
    column: str
    """With the source time"""
    format: NotRequired[Literal['iso', 's', 'ms', 'us', 'ns']]
    """iso: ISO 8601; else a number since 1970 UTC. Default iso; columns of type timestamp need none"""
    offset: NotRequired[str]
    """Of times that name no zone, such as +08:00; default UTC"""


class ImportMappingWideColumnsItem(TypedDict):
    column: str
    """With values; where it is empty there is no sample"""
    point: str
    """Id or full path of the point"""
    unit: NotRequired[str]
    """UCUM code; values are told in the unit of their point"""


class ImportMappingWide(TypedDict):
    layout: Literal['wide']
    """A column a point"""
    time: ImportMappingWideTime
    columns: list[ImportMappingWideColumnsItem]


ImportMapping = Union["Union[ImportMappingLong, ImportMappingWide]"]


class ImportPage(TypedDict):
    items: list[Import]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class ImportRefusal(TypedDict):
    line: int
    """Of a text file, its head being 1; else the number of the row from 1"""
    column: NotRequired[str]
    reason: str
    detail: str


class ImportRefusals(TypedDict):
    items: list[ImportRefusal]
    """The first 1000"""
    total: int
    """All that were refused"""


class ImportRequest(TypedDict):
    name: str
    """Of the file, for people"""
    format: Literal['csv', 'parquet', 'arrow']
    encoding: NotRequired[Literal['utf-8', 'gb18030']]
    """Of CSV"""
    size: NotRequired[int]
    """Bytes that will be sent with PUT …/content"""
    path: NotRequired[str]
    """In place of size: a file in the import folder of the organisation"""
    fingerprint: NotRequired[str]
    """By which the sender knows the file again, to go on with it"""
    mapping: NotRequired[ImportMapping]
    dryRun: NotRequired[bool]
    """Reads and reports; stores nothing"""


class Invitation(TypedDict):
    id: str
    name: str
    roles: list[RoleHeld]
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    token: NotRequired[str]
    """To be handed over; shown this once"""


class InvitationList(TypedDict):
    items: list[Invitation]


class InvitationOffer(TypedDict):
    organisation: str
    name: str
    """Whom it is for"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class InvitationRequest(TypedDict):
    name: str
    """Whom it is for; only for people to read"""
    roles: list[RoleAt]
    hours: NotRequired[int]


class InvitationToken(TypedDict):
    token: str


class IssuedCertificate(TypedDict):
    name: str
    """Who the machine is now"""
    certificate: str
    """PEM: its certificate, then the one of the issuing authority"""
    root: str
    """PEM of the root, to be pinned"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class KpiCheckRequest(TypedDict):
    content: KpiContent


class KpiChecked(TypedDict):
    reads: list[str]
    """Time elements and quantities in the formula"""
    points: list[str]
    """Inputs that each asset needs a point for"""
    constants: list[str]
    """Inputs that each asset needs a figure for"""
    addsUp: bool
    """It can be told of several work units together"""


class KpiContentName(TypedDict):
    en: str
    zh: str


class KpiContentInputsValue(TypedDict):
    kind: NotRequired[Literal['point', 'constant']]
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    gap: NotRequired[float]
    """s"""
    uncertain: NotRequired[bool]
    rollover: NotRequired[float]


KpiContentPlausible = TypedDict('KpiContentPlausible', {
    'from': "NotRequired[float]",
    'to': "NotRequired[float]",
})


class KpiContent(TypedDict):
    id: str
    """Small letters, digits and _"""
    name: KpiContentName
    unit: str
    """UCUM"""
    formula: str
    inputs: NotRequired[dict[str, KpiContentInputsValue]]
    windows: list[Literal['hour', 'shift', 'day', 'week', 'month', 'order']]
    plausible: NotRequired[KpiContentPlausible]
    better: Literal['higher', 'lower', 'neither']
    source: NotRequired[str]


class KpiDefinitionBindingsValue(TypedDict):
    points: dict[str, str]
    """By input"""
    constants: NotRequired[dict[str, float]]
    """In the unit of the input"""


class KpiDefinitionBy(TypedDict):
    kind: str
    id: str
    name: str


class KpiDefinition(TypedDict):
    key: str
    version: int
    content: KpiContent
    bindings: NotRequired[dict[str, KpiDefinitionBindingsValue]]
    """By asset: for which it is told, and where its inputs come from"""
    validFrom: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    by: NotRequired[KpiDefinitionBy]
    at: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class KpiDefinitionList(TypedDict):
    items: list[KpiDefinition]


class KpiDefinitionRequestBindingsValue(TypedDict):
    points: dict[str, str]
    """By input"""
    constants: NotRequired[dict[str, float]]
    """In the unit of the input"""


class KpiDefinitionRequest(TypedDict):
    content: KpiContent
    bindings: dict[str, KpiDefinitionRequestBindingsValue]
    """By asset: for which it is told, and where its inputs come from"""
    validFrom: str
    """Windows that begin from then on are told by this version"""


class KpiProgress(TypedDict):
    waiting: int
    """Windows that are to be told"""
    why: dict[str, int]
    """ended, late (data), production (reasons, orders, calendars …), definition"""
    oldest: NotRequired[str]
    """Since when the first of them waits"""


class KpiResultUnavailable(TypedDict):
    """Why there is no value"""

    why: Literal['unknown', 'zero', 'undefined']
    inputs: NotRequired[list[str]]
    """That are not known"""
    divisor: NotRequired[str]
    """That is 0"""


class KpiResult(TypedDict):
    asset: str
    kind: Literal['hour', 'shift', 'day', 'week', 'month', 'order']
    begin: str
    """ISO 8601, UTC, with up to six digits of a second"""
    end: str
    """ISO 8601, UTC, with up to six digits of a second"""
    name: NotRequired[str]
    """Of the shift or the order; of a day, week or month its first date"""
    value: NotRequired[float]
    """In the unit of the KPI; missing: not available"""
    unavailable: NotRequired[KpiResultUnavailable]
    """Why there is no value"""
    coverage: float
    """Share of the window in which what counts was known"""
    implausible: bool
    """Outside of what the definition holds plausible"""
    inputs: dict[str, float]
    """What went in, in base units: s, items"""
    version: int
    toldAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    waits: bool
    """It is to be told anew"""


class KpiResultList(TypedDict):
    items: list[KpiResult]


class KpiTogetherUnavailable(TypedDict):
    """Why there is no value"""

    why: Literal['unknown', 'zero', 'undefined']
    inputs: NotRequired[list[str]]
    """That are not known"""
    divisor: NotRequired[str]
    """That is 0"""


class KpiTogether(TypedDict):
    kind: Literal['hour', 'shift', 'day', 'week', 'month', 'order']
    begin: str
    """ISO 8601, UTC, with up to six digits of a second"""
    end: str
    """ISO 8601, UTC, with up to six digits of a second"""
    name: NotRequired[str]
    """Of the shift or the order; of a day, week or month its first date"""
    value: NotRequired[float]
    """In the unit of the KPI; missing: not available"""
    unavailable: NotRequired[KpiTogetherUnavailable]
    """Why there is no value"""
    coverage: float
    """Share of the window in which what counts was known"""
    implausible: bool
    """Outside of what the definition holds plausible"""
    inputs: dict[str, float]
    """What went in, in base units: s, items"""
    assets: list[str]
    """Whose sums it is"""


class KpiTogetherList(TypedDict):
    items: list[KpiTogether]


class LatestList(TypedDict):
    items: list[PointSample]
    """In the order asked; points without a value are left out"""


class Limits(TypedDict):
    lower: float
    centre: float
    upper: float


class LostTimeItemsItem(TypedDict):
    reason: NotRequired[str]
    """Missing: nobody said why"""
    state: Literal['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned']
    times: int
    seconds: float
    share: float
    """Of all that was lost, 0 to 1"""
    cumulative: float
    """Of this and all before it, 0 to 1"""
    isVital: bool
    """Of the few that make up 80 %"""


class LostTime(TypedDict):
    busySeconds: float
    """Planned busy time (ISO 22400-2, PBT), s"""
    items: list[LostTimeItemsItem]


class MaintenancePlan(TypedDict):
    name: str
    asset: str
    """UUID"""
    instructions: str
    checklist: list[MaintenanceTask]
    priority: Literal['critical', 'high', 'medium', 'low']
    trigger: MaintenanceTrigger
    enabled: bool
    id: str
    """UUID"""
    counted: NotRequired[float]
    """Of a counter, since the last order"""
    nextAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class MaintenancePlanPage(TypedDict):
    items: list[MaintenancePlan]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class MaintenancePlanRequest(TypedDict):
    name: str
    asset: str
    """UUID"""
    instructions: str
    checklist: list[MaintenanceTask]
    priority: Literal['critical', 'high', 'medium', 'low']
    trigger: MaintenanceTrigger
    enabled: NotRequired[bool]


class MaintenanceTask(TypedDict):
    text: str
    measure: NotRequired[str]
    """UCUM unit of a value that is to be read"""
    required: bool


MaintenanceTriggerCounter = TypedDict('MaintenanceTriggerCounter', {
    'is': "Literal['counter']",
    'point': "str",
    'every': "float",
})


MaintenanceTriggerMonths = TypedDict('MaintenanceTriggerMonths', {
    'is': "Literal['months']",
    'every': "int",
    'from': "str",
})


MaintenanceTriggerEvent = TypedDict('MaintenanceTriggerEvent', {
    'is': "Literal['event']",
    'kinds': "list[str]",
})


MaintenanceTrigger = Union["Union[MaintenanceTriggerCounter, MaintenanceTriggerMonths, MaintenanceTriggerEvent]"]


class MechanismTitle(TypedDict):
    en: str
    zh: str


class MechanismDescription(TypedDict):
    en: str
    zh: str


class MechanismNewest(TypedDict):
    version: str
    stage: MechanismStage


class MechanismVersionsItemBy(TypedDict):
    kind: str
    id: str
    name: str


class MechanismVersionsItemSignature(TypedDict):
    """It holds; one that does not is refused at import"""

    fingerprint: str
    """sha256:… of the key"""
    trusted: bool
    """The key is one that this organisation trusts"""


class MechanismVersionsItem(TypedDict):
    version: str
    stage: MechanismStage
    digest: str
    """sha256:… of digests.json"""
    bytes: int
    """Of the archive"""
    origin: Literal['library', 'studio', 'import', 'learned', 'app']
    by: MechanismVersionsItemBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    signature: NotRequired[MechanismVersionsItemSignature]
    """It holds; one that does not is refused at import"""
    bindings: int


class Mechanism(TypedDict):
    id: str
    """UUID"""
    name: str
    """publisher/name"""
    title: MechanismTitle
    description: MechanismDescription
    domain: str
    equipment: list[str]
    tags: list[str]
    kind: Literal['formula', 'script', 'python', 'onnx', 'wasm', 'fmu']
    stateful: bool
    origin: Literal['library', 'studio', 'import', 'learned', 'app']
    newest: MechanismNewest
    published: NotRequired[str]
    """The newest version that is published"""
    bindings: int
    """That run it"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    versions: list[MechanismVersionsItem]


class MechanismCallAnswer(TypedDict):
    name: str
    version: str
    digest: str
    results: MechanismResults
    state: NotRequired[str]
    """base64; of a stateful model, to go on from"""


class MechanismCallRequest(TypedDict):
    rows: MechanismRows
    parameters: NotRequired[dict[str, float]]
    state: NotRequired[str]
    """base64, of an answer before"""


class MechanismCaseResultFiguresItem(TypedDict):
    row: int
    output: str
    unit: NotRequired[str]
    """UCUM"""
    expected: Union[float, bool, str]
    seen: NotRequired[Union[float, bool, str]]
    difference: NotRequired[float]
    tolerance: NotRequired[float]
    status: int
    """OPC UA StatusCode"""
    reason: NotRequired[str]
    holds: bool


class MechanismCaseResult(TypedDict):
    name: str
    source: str
    holds: bool
    figures: list[MechanismCaseResultFiguresItem]


class MechanismCheck(TypedDict):
    findings: list[MechanismFinding]
    """Every mistake; none: it can be kept and tested"""
    manifest: NotRequired[MechanismManifest]


class MechanismDeprecateRequest(TypedDict):
    why: str
    successor: NotRequired[str]
    """SemVer 2.0"""


MechanismDifferencesItemsItem = TypedDict('MechanismDifferencesItemsItem', {
    'part': "Literal['inputs', 'outputs', 'parameters', 'validity', 'cases', 'sources', 'runtime', 'about', 'files']",
    'name': "str",
    'is': "Literal['added', 'removed', 'changed']",
    'before': "NotRequired[str]",
    'after': "NotRequired[str]",
})


MechanismDifferences = TypedDict('MechanismDifferences', {
    'from': "str",
    'to': "str",
    'items': "list[MechanismDifferencesItemsItem]",
    'compatible': "bool",
    'breaks': "list[str]",
})


class MechanismDraftRequestFilesItem(TypedDict):
    path: str
    text: NotRequired[str]
    base64: NotRequired[str]


class MechanismDraftRequest(TypedDict):
    files: list[MechanismDraftRequestFilesItem]


class MechanismFinding(TypedDict):
    file: str
    line: NotRequired[int]
    column: NotRequired[int]
    path: NotRequired[str]
    """JSON pointer into model.yaml"""
    says: str


class MechanismKeyListItemsItemBy(TypedDict):
    kind: str
    id: str
    name: str


class MechanismKeyListItemsItem(TypedDict):
    fingerprint: str
    name: str
    by: MechanismKeyListItemsItemBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class MechanismKeyList(TypedDict):
    items: list[MechanismKeyListItemsItem]


class MechanismKeyRequest(TypedDict):
    fingerprint: str
    name: str


class MechanismLibraryItemsItemTitle(TypedDict):
    en: str
    zh: str


class MechanismLibraryItemsItemDescription(TypedDict):
    en: str
    zh: str


class MechanismLibraryItemsItem(TypedDict):
    folder: str
    """Its folder in library/models"""
    name: str
    version: str
    title: MechanismLibraryItemsItemTitle
    description: MechanismLibraryItemsItemDescription
    domain: str
    equipment: list[str]
    kind: Literal['formula', 'script', 'python', 'onnx', 'wasm', 'fmu']
    cases: int
    taken: NotRequired[str]
    """The version that is in the registry"""


class MechanismLibrary(TypedDict):
    items: list[MechanismLibraryItemsItem]


class MechanismLibraryRequest(TypedDict):
    folder: str


class MechanismLineageInputsItem(TypedDict):
    name: str
    point: NotRequired[str]
    """UUID"""
    constant: NotRequired[Union[float, bool, str]]
    time: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    value: NotRequired[Union[float, bool, str]]
    status: int
    unit: NotRequired[str]


class MechanismLineage(TypedDict):
    binding: str
    """UUID"""
    mechanism: str
    """UUID"""
    name: str
    version: str
    """That gave it"""
    digest: str
    output: str
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    value: NotRequired[Union[float, bool, str]]
    status: int
    reason: NotRequired[str]
    inputs: list[MechanismLineageInputsItem]
    parameters: dict[str, float]


class MechanismListedTitle(TypedDict):
    en: str
    zh: str


class MechanismListedDescription(TypedDict):
    en: str
    zh: str


class MechanismListedNewest(TypedDict):
    version: str
    stage: MechanismStage


class MechanismListed(TypedDict):
    id: str
    """UUID"""
    name: str
    """publisher/name"""
    title: MechanismListedTitle
    description: MechanismListedDescription
    domain: str
    equipment: list[str]
    tags: list[str]
    kind: Literal['formula', 'script', 'python', 'onnx', 'wasm', 'fmu']
    stateful: bool
    origin: Literal['library', 'studio', 'import', 'learned', 'app']
    newest: MechanismListedNewest
    published: NotRequired[str]
    """The newest version that is published"""
    bindings: int
    """That run it"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class MechanismManifestTitle(TypedDict):
    en: str
    zh: str


class MechanismManifestDescription(TypedDict):
    en: str
    zh: str


class MechanismManifestSourcesItem(TypedDict):
    id: str
    kind: str
    title: str
    publisher: NotRequired[str]
    address: NotRequired[str]
    seen: bool


class MechanismManifestTaxonomy(TypedDict):
    domain: str
    equipment: NotRequired[list[str]]
    tags: NotRequired[list[str]]


class MechanismManifestInputsItem(TypedDict):
    name: str
    en: str
    zh: str
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    low: NotRequired[float]
    high: NotRequired[float]
    quality: NotRequired[Literal['good', 'uncertain']]
    default: NotRequired[Union[float, bool, str]]


class MechanismManifestOutputsItem(TypedDict):
    name: str
    en: str
    zh: str
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    low: NotRequired[float]
    high: NotRequired[float]


class MechanismManifestParametersItem(TypedDict):
    name: str
    en: str
    zh: str
    unit: NotRequired[str]
    """UCUM"""
    low: NotRequired[float]
    high: NotRequired[float]
    default: float


class MechanismManifestValidityItem(TypedDict):
    en: str
    zh: str
    holds: str


class MechanismManifestRuntimeStepsItem(TypedDict):
    name: str
    unit: NotRequired[str]
    """UCUM"""
    formula: str


class MechanismManifestRuntime(TypedDict):
    kind: Literal['formula', 'script', 'python', 'onnx', 'wasm', 'fmu']
    file: NotRequired[str]
    steps: NotRequired[list[MechanismManifestRuntimeStepsItem]]
    outputs: NotRequired[dict[str, dict[str, Any]]]


class MechanismManifestCasesItemRowsItemOutputsValue(TypedDict):
    value: Union[float, bool, str]
    relative: NotRequired[float]
    absolute: NotRequired[float]


class MechanismManifestCasesItemRowsItem(TypedDict):
    inputs: dict[str, Union[float, bool, str]]
    outputs: dict[str, MechanismManifestCasesItemRowsItemOutputsValue]


class MechanismManifestCasesItem(TypedDict):
    name: str
    source: str
    parameters: NotRequired[dict[str, float]]
    everyMs: NotRequired[float]
    rows: list[MechanismManifestCasesItemRowsItem]


class MechanismManifest(TypedDict):
    id: str
    """publisher/name"""
    version: str
    title: MechanismManifestTitle
    description: MechanismManifestDescription
    owner: str
    licence: str
    """SPDX"""
    sources: list[MechanismManifestSourcesItem]
    taxonomy: MechanismManifestTaxonomy
    inputs: list[MechanismManifestInputsItem]
    outputs: list[MechanismManifestOutputsItem]
    parameters: NotRequired[list[MechanismManifestParametersItem]]
    validity: NotRequired[list[MechanismManifestValidityItem]]
    stateful: NotRequired[bool]
    runtime: MechanismManifestRuntime
    limits: NotRequired[dict[str, Any]]
    cases: list[MechanismManifestCasesItem]


class MechanismPage(TypedDict):
    items: list[MechanismListed]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class MechanismResultsOutputsValue(TypedDict):
    type: Literal['number', 'boolean', 'text']
    unit: NotRequired[str]
    """UCUM"""
    values: list[Union[Union[float, bool, str], None]]
    status: list[int]
    reason: list[int]


class MechanismResultsFault(TypedDict):
    """The model was stopped, or failed"""

    code: str
    says: str


class MechanismResults(TypedDict):
    outputs: dict[str, MechanismResultsOutputsValue]
    reasons: list[str]
    """Why an output is not good"""
    fault: NotRequired[MechanismResultsFault]
    """The model was stopped, or failed"""


class MechanismRowsInputsValue(TypedDict):
    values: list[Union[Union[float, bool, str], None]]
    status: NotRequired[list[int]]
    """OPC UA StatusCode of each; without it good, and a null has nothing"""


class MechanismRows(TypedDict):
    time: NotRequired[list[int]]
    """Without it a second apart"""
    inputs: dict[str, MechanismRowsInputsValue]


MechanismStage = Literal['draft', 'tested', 'reviewed', 'published', 'deprecated']


class MechanismStepRequest(TypedDict):
    comment: NotRequired[str]


class MechanismTryAnswerInputsValue(TypedDict):
    values: list[Union[float, None]]
    status: list[int]


class MechanismTryAnswerMeasuredValue(TypedDict):
    values: list[Union[float, None]]
    status: list[int]


class MechanismTryAnswer(TypedDict):
    findings: list[MechanismFinding]
    time: list[int]
    inputs: dict[str, MechanismTryAnswerInputsValue]
    """In the units of the model"""
    measured: dict[str, MechanismTryAnswerMeasuredValue]
    """In the unit of the output"""
    results: NotRequired[MechanismResults]
    cases: list[MechanismCaseResult]
    cut: bool
    """There was more: only the newest is shown"""


class MechanismTryRequestFilesItem(TypedDict):
    path: str
    text: NotRequired[str]
    base64: NotRequired[str]


MechanismTryRequestPoints = TypedDict('MechanismTryRequestPoints', {
    'inputs': "dict[str, str]",
    'measured': "NotRequired[dict[str, str]]",
    'from': "str",
    'to': "NotRequired[str]",
    'every': "NotRequired[float]",
})


class MechanismTryRequest(TypedDict):
    files: list[MechanismTryRequestFilesItem]
    parameters: NotRequired[dict[str, float]]
    rows: NotRequired[MechanismRows]
    points: NotRequired[MechanismTryRequestPoints]


class MechanismVersionBy(TypedDict):
    kind: str
    id: str
    name: str


class MechanismVersionSignature(TypedDict):
    """It holds; one that does not is refused at import"""

    fingerprint: str
    """sha256:… of the key"""
    trusted: bool
    """The key is one that this organisation trusts"""


class MechanismVersionFilesItem(TypedDict):
    path: str
    bytes: int
    text: NotRequired[str]
    """Of texts up to 64 KiB"""


class MechanismVersionCasesBy(TypedDict):
    kind: str
    id: str
    name: str


class MechanismVersionCases(TypedDict):
    """As they were last run here"""

    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    by: MechanismVersionCasesBy
    holds: bool
    results: list[MechanismCaseResult]


class MechanismVersionStepsItemBy(TypedDict):
    kind: str
    id: str
    name: str


class MechanismVersionStepsItem(TypedDict):
    stage: MechanismStage
    by: MechanismVersionStepsItemBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    comment: NotRequired[str]


class MechanismVersionDeprecated(TypedDict):
    why: str
    successor: NotRequired[str]


class MechanismVersion(TypedDict):
    mechanism: str
    """UUID"""
    name: str
    version: str
    stage: MechanismStage
    digest: str
    """sha256:… of digests.json"""
    bytes: int
    """Of the archive"""
    origin: Literal['library', 'studio', 'import', 'learned', 'app']
    by: MechanismVersionBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    signature: NotRequired[MechanismVersionSignature]
    """It holds; one that does not is refused at import"""
    manifest: MechanismManifest
    files: list[MechanismVersionFilesItem]
    cases: NotRequired[MechanismVersionCases]
    """As they were last run here"""
    steps: list[MechanismVersionStepsItem]
    """How it came to be where it is, oldest first"""
    deprecated: NotRequired[MechanismVersionDeprecated]
    may: list[Literal['change', 'test', 'review', 'publish', 'deprecate', 'bind', 'remove']]
    """What the caller can do with it now"""


class Member(TypedDict):
    id: str
    username: str
    name: str
    suspended: bool
    roles: list[RoleHeld]
    factors: bool
    """Signed in with a second factor in a session that is open"""
    joinedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    lastSeenAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class MemberPage(TypedDict):
    items: list[Member]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class NoticeTitle(TypedDict):
    en: str
    zh: str


class NoticeText(TypedDict):
    en: str
    zh: str


class Notice(TypedDict):
    id: str
    """UUID"""
    key: str
    kind: str
    priority: Literal['critical', 'high', 'medium', 'low']
    asset: NotRequired[str]
    """UUID"""
    title: NoticeTitle
    text: NoticeText
    link: NotRequired[str]
    state: Literal['raised', 'acknowledged', 'cleared']
    raisedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    times: int
    """How often it was raised while it was open"""
    acknowledgedBy: NotRequired[str]


class NoticeChannel(TypedDict):
    id: str
    """UUID"""
    name: str
    kind: Literal['email', 'webhook', 'dingtalk', 'wecom', 'feishu', 'sms']
    settings: dict[str, dict[str, Any]]
    hasSecret: bool
    language: Literal['en', 'zh']
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    mostPerMinute: int
    enabled: bool
    toPeople: bool
    """True: to the addresses of people; false: to a group or a program"""
    repeats: bool
    """True: what is sent twice arrives twice, for the other side knows no key of a message"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class NoticeChannelPage(TypedDict):
    items: list[NoticeChannel]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class NoticeChannelRequestEmailSecrets(TypedDict):
    password: NotRequired[str]
    """Of the mail server; never told again, left out it stays"""


class NoticeChannelRequestEmail(TypedDict):
    name: str
    language: NotRequired[Literal['en', 'zh']]
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    mostPerMinute: NotRequired[int]
    enabled: NotRequired[bool]
    kind: Literal['email']
    settings: EmailSettings
    secrets: NotRequired[NoticeChannelRequestEmailSecrets]


class NoticeChannelRequestWebhookSecrets(TypedDict):
    key: NotRequired[str]
    """whsec_ and base64, 24 to 64 bytes (Standard Webhooks); never told again, left out it stays"""


class NoticeChannelRequestWebhook(TypedDict):
    name: str
    language: NotRequired[Literal['en', 'zh']]
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    mostPerMinute: NotRequired[int]
    enabled: NotRequired[bool]
    kind: Literal['webhook']
    settings: WebhookSettings
    secrets: NotRequired[NoticeChannelRequestWebhookSecrets]


class NoticeChannelRequestDingtalkSecrets(TypedDict):
    accessToken: NotRequired[str]
    """access_token of the address; never told again, left out it stays"""
    signingSecret: NotRequired[str]
    """SEC…, of 加签; never told again, left out it stays"""


class NoticeChannelRequestDingtalk(TypedDict):
    name: str
    language: NotRequired[Literal['en', 'zh']]
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    mostPerMinute: NotRequired[int]
    enabled: NotRequired[bool]
    kind: Literal['dingtalk']
    settings: RobotSettings
    secrets: NotRequired[NoticeChannelRequestDingtalkSecrets]


class NoticeChannelRequestWecomSecrets(TypedDict):
    key: NotRequired[str]
    """key of the address; never told again, left out it stays"""


class NoticeChannelRequestWecom(TypedDict):
    name: str
    language: NotRequired[Literal['en', 'zh']]
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    mostPerMinute: NotRequired[int]
    enabled: NotRequired[bool]
    kind: Literal['wecom']
    settings: RobotSettings
    secrets: NotRequired[NoticeChannelRequestWecomSecrets]


class NoticeChannelRequestFeishuSecrets(TypedDict):
    hook: NotRequired[str]
    """Last part of the address; never told again, left out it stays"""
    signingSecret: NotRequired[str]
    """Of 签名校验; never told again, left out it stays"""


class NoticeChannelRequestFeishu(TypedDict):
    name: str
    language: NotRequired[Literal['en', 'zh']]
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    mostPerMinute: NotRequired[int]
    enabled: NotRequired[bool]
    kind: Literal['feishu']
    settings: RobotSettings
    secrets: NotRequired[NoticeChannelRequestFeishuSecrets]


class NoticeChannelRequestSmsSecrets(TypedDict):
    authorization: NotRequired[str]
    """Of the Authorization header; never told again, left out it stays"""


class NoticeChannelRequestSms(TypedDict):
    name: str
    language: NotRequired[Literal['en', 'zh']]
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    mostPerMinute: NotRequired[int]
    enabled: NotRequired[bool]
    kind: Literal['sms']
    settings: SmsSettings
    secrets: NotRequired[NoticeChannelRequestSmsSecrets]


NoticeChannelRequest = Union["Union[NoticeChannelRequestEmail, NoticeChannelRequestWebhook, NoticeChannelRequestDingtalk, NoticeChannelRequestWecom, NoticeChannelRequestFeishu, NoticeChannelRequestSms]"]


class NoticeDeliveryTo(TypedDict):
    channel: str
    kind: Literal['email', 'webhook', 'dingtalk', 'wecom', 'feishu', 'sms']
    person: NotRequired[str]


class NoticeDelivery(TypedDict):
    id: str
    """UUID"""
    to: NoticeDeliveryTo
    rule: NotRequired[str]
    level: int
    """Of the rule, from 0"""
    why: Literal['raised', 'cleared', 'test']
    state: Literal['waiting', 'sending', 'sent', 'dead', 'dropped']
    """dead: given up, can be sent again; dropped: settled before it went out"""
    notices: int
    """That the message is about"""
    title: NotRequired[str]
    """As it was composed; missing before the first attempt"""
    text: NotRequired[str]
    attempts: int
    doubtful: bool
    """Of one attempt nobody knows whether it arrived: it may have come twice"""
    answer: NotRequired[str]
    """In the words of the other side"""
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    dueAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    sentAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    acknowledgedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class NoticeDeliveryPage(TypedDict):
    items: list[NoticeDelivery]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class NoticeLevel(TypedDict):
    afterMinutes: int
    """After the level before; 0 of the first"""
    channels: list[str]
    people: list[str]
    """Told over those channels that go to people"""
    rotas: list[str]
    """Whoever is on call then"""


class NoticeLinkToken(TypedDict):
    token: str


class NoticeLinkViewNoticesItemTitle(TypedDict):
    en: str
    zh: str


class NoticeLinkViewNoticesItemText(TypedDict):
    en: str
    zh: str


class NoticeLinkViewNoticesItem(TypedDict):
    title: NoticeLinkViewNoticesItemTitle
    text: NoticeLinkViewNoticesItemText
    priority: Literal['critical', 'high', 'medium', 'low']
    state: Literal['raised', 'acknowledged', 'cleared']
    raisedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class NoticeLinkView(TypedDict):
    organisation: str
    receiver: str
    language: Literal['en', 'zh']
    notices: list[NoticeLinkViewNoticesItem]
    """The first 50, the most urgent first"""
    total: int
    endsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    acknowledgedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class NoticePage(TypedDict):
    items: list[Notice]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class NoticePerson(TypedDict):
    name: str
    language: Literal['en', 'zh']
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    email: NotRequired[str]
    phone: NotRequired[str]
    id: str
    """UUID"""


class NoticePersonPage(TypedDict):
    items: list[NoticePerson]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class NoticePersonRequest(TypedDict):
    name: str
    language: Literal['en', 'zh']
    zone: NotRequired[str]
    """IANA time zone by whose clocks the times in messages are told; missing: UTC"""
    email: NotRequired[str]
    phone: NotRequired[str]


NoticeQuiet = TypedDict('NoticeQuiet', {
    'zone': "str",
    'from': "str",
    'until': "str",
    'days': "list[int]",
    'priorities': "list[Literal['critical', 'high', 'medium', 'low']]",
})


class NoticeRota(TypedDict):
    name: str
    zone: str
    """IANA time zone, such as Asia/Shanghai"""
    weekday: int
    """Of the hand-over; 1 Monday to 7 Sunday"""
    at: str
    """hh:mm in the zone"""
    beginsOn: str
    """A day in the week of the first"""
    people: list[str]
    """In their turn"""
    id: str
    """UUID"""
    now: NotRequired[str]
    """Id of who is on call now; missing before the rota begins"""
    turns: list[NoticeTurn]
    """Of this week and the seven that follow"""
    standIns: list[NoticeStandIn]
    """That have not ended"""


class NoticeRotaPage(TypedDict):
    items: list[NoticeRota]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class NoticeRotaRequest(TypedDict):
    name: str
    zone: str
    """IANA time zone, such as Asia/Shanghai"""
    weekday: int
    """Of the hand-over; 1 Monday to 7 Sunday"""
    at: str
    """hh:mm in the zone"""
    beginsOn: str
    """A day in the week of the first"""
    people: list[str]
    """In their turn"""


class NoticeRule(TypedDict):
    name: str
    enabled: bool
    kinds: NotRequired[list[str]]
    """Every kind unless said"""
    priorities: list[Literal['critical', 'high', 'medium', 'low']]
    asset: NotRequired[str]
    """This asset and below; the whole organisation unless said"""
    levels: list[NoticeLevel]
    quiet: NotRequired[NoticeQuiet]
    groupSeconds: int
    tellCleared: bool
    id: str
    """UUID"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class NoticeRulePage(TypedDict):
    items: list[NoticeRule]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class NoticeRuleRequest(TypedDict):
    name: str
    enabled: NotRequired[bool]
    kinds: NotRequired[list[str]]
    """Every kind unless said"""
    priorities: list[Literal['critical', 'high', 'medium', 'low']]
    asset: NotRequired[str]
    """This asset and below; the whole organisation unless said"""
    levels: list[NoticeLevel]
    quiet: NotRequired[NoticeQuiet]
    groupSeconds: NotRequired[int]
    """s; what comes so soon after a message to the same receiver goes out together; 60 unless said"""
    tellCleared: NotRequired[bool]
    """Also say when it is over, to whom it was told"""


class NoticeStandIn(TypedDict):
    person: str
    """UUID"""
    beginsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    endsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    id: str
    """UUID"""


class NoticeStandInRequest(TypedDict):
    person: str
    """UUID"""
    beginsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    endsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class NoticeTestReply(TypedDict):
    sent: bool
    answer: str
    """In the words of the other side"""
    delivery: str
    """UUID"""


class NoticeTestRequest(TypedDict):
    person: NotRequired[str]
    """UUID"""
    to: NotRequired[str]
    """An address or number"""


class NoticeTurn(TypedDict):
    person: str
    """UUID"""
    beginsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    endsAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    standsIn: bool


class OpenSession(TypedDict):
    id: str
    current: bool
    """The one that asks"""
    organisation: str
    remote: str
    """Address it was opened from"""
    userAgent: str
    proofs: list[str]
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    lastUsedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class OpenSessions(TypedDict):
    items: list[OpenSession]


class OperatorRecovery(TypedDict):
    username: NotRequired[str]
    """May be left out where there is one"""
    lost: Literal['password', 'factors', 'both']
    """What the person lost: the password, every second factor, or both"""


class OrganisationSettings(TypedDict):
    secondFactor: bool
    """Everyone here needs a second factor"""
    separateAdministrators: bool
    """System, security and audit administration are three different people (GB/T 22239-2019 §8.1.5)"""


class Organisation(TypedDict):
    id: str
    name: str
    handle: str
    operator: bool
    """It runs the platform"""
    suspended: bool
    settings: OrganisationSettings


class OrganisationChangeSettings(TypedDict):
    secondFactor: NotRequired[bool]
    """Everyone here needs a second factor"""
    separateAdministrators: NotRequired[bool]
    """System, security and audit administration are three different people (GB/T 22239-2019 §8.1.5)"""


class OrganisationChange(TypedDict):
    name: NotRequired[str]
    settings: NotRequired[OrganisationChangeSettings]


class OrganisationList(TypedDict):
    items: list[Organisation]


class OrganisationMade(TypedDict):
    organisation: Organisation
    invitation: Invitation


class OrganisationRequest(TypedDict):
    name: str
    handle: str
    """What others write to mean this organisation"""
    administrator: str
    """Whom the first invitation is for"""


class OverviewDevices(TypedDict):
    online: int
    offline: int
    total: int


class Overview(TypedDict):
    points: int
    devices: OverviewDevices
    valuesPerSecond: float
    """Over the last ten seconds"""
    storedBytes: int
    """Size of its history on disk"""
    uptimeSeconds: int
    worst: list[Device]
    """Devices with a last error, the most recent first, ten at most"""


class OwnProvider(TypedDict):
    id: str
    name: str
    connected: bool


class OwnProviders(TypedDict):
    items: list[OwnProvider]


class PairingCode(TypedDict):
    userCode: str
    """As the program shows it"""


class PairingOffer(TypedDict):
    clientName: str
    """As the program calls itself: nobody vouches for it"""
    remote: str
    """Address it asks from"""
    userAgent: str
    askedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    organisation: str
    """Where it would act"""
    name: str
    """As whom it would act"""
    hours: int
    """How long it would be let in"""


class ParetoListItemsItem(TypedDict):
    reason: str
    count: int
    """How often it was entered from another state"""
    total: float
    """µs"""
    share: float
    cumulative: float
    isVital: bool
    """One of the few that make up the first 80 %"""


class ParetoList(TypedDict):
    items: list[ParetoListItemsItem]
    """The longest first"""


class Passkey(TypedDict):
    id: str
    name: str
    suspect: bool
    """Its counter went back: somebody may hold a copy, it opens nothing"""
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    lastUsedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class PasskeyAdded(TypedDict):
    id: str
    """UUID"""
    recoveryCodes: NotRequired[list[str]]
    """Each opens once; shown now and never again"""


class PasskeyBegun(TypedDict):
    ticket: str
    options: dict[str, Any]
    """For navigator.credentials.get(), WebAuthn JSON"""


class PasskeyMadeResponse(TypedDict):
    clientDataJSON: str
    attestationObject: str
    transports: NotRequired[list[str]]


class PasskeyMade(TypedDict):
    """Answer of navigator.credentials.create() as WebAuthn JSON"""

    id: str
    rawId: str
    type: Literal['public-key']
    response: PasskeyMadeResponse


class PasskeyNew(TypedDict):
    name: str
    """For people: which key it is"""
    response: PasskeyMade


class PasskeyOptions(TypedDict):
    options: dict[str, Any]
    """For navigator.credentials, WebAuthn JSON"""


class PasskeySignIn(TypedDict):
    ticket: str
    response: dict[str, Any]
    """Answer of navigator.credentials.get() as WebAuthn JSON"""
    kind: NotRequired[Literal['cookie', 'token']]
    """cookie: for browsers, httpOnly; token: the reply holds a bearer token"""


class PasswordChange(TypedDict):
    current: str
    next: str


class PersonRecovery(TypedDict):
    username: str
    lost: Literal['password', 'factors', 'both']
    """What the person lost: the password, every second factor, or both"""
    reason: str
    """Why, and how you know who asks; for the audit"""


PhysicalAssetFills = TypedDict('PhysicalAssetFills', {
    'filling': "str",
    'asset': "str",
    'path': "list[str]",
    'from': "str",
})


class PhysicalAsset(TypedDict):
    id: str
    """UUID"""
    serialNumber: str
    maker: str
    model: NotRequired[str]
    year: NotRequired[int]
    """Of manufacture"""
    description: NotRequired[str]
    documents: list[AssetDocument]
    fills: NotRequired[PhysicalAssetFills]


class PhysicalAssetPage(TypedDict):
    items: list[PhysicalAsset]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class PhysicalAssetRequest(TypedDict):
    serialNumber: str
    maker: str
    model: NotRequired[str]
    year: NotRequired[int]
    """Of manufacture"""
    description: NotRequired[str]
    documents: NotRequired[list[AssetDocument]]


class PixelColumns(TypedDict):
    pixels: int
    column: list[int]
    """From 0; columns without samples are left out"""
    firstTime: list[Union[int, None]]
    """µs since 1970 UTC"""
    first: list[Union[float, None]]
    minTime: list[Union[int, None]]
    """µs since 1970 UTC"""
    min: list[Union[float, None]]
    maxTime: list[Union[int, None]]
    """µs since 1970 UTC"""
    max: list[Union[float, None]]
    lastTime: list[Union[int, None]]
    """µs since 1970 UTC"""
    last: list[Union[float, None]]
    count: list[int]
    good: list[int]
    """Usable numbers in the column; null values where it is 0"""


class Placed(TypedDict):
    points: int
    """Points that stand elsewhere now"""


class Placement(TypedDict):
    asset: Union[str, None]
    """Where they stand from now on; null: where their device says, from its next birth on"""
    device: NotRequired[str]
    """UUID"""
    points: NotRequired[list[str]]


PlantChange = TypedDict('PlantChange', {
    'line': "int",
    'row': "Literal['asset', 'point', 'physical']",
    'is': "Literal['made', 'changed', 'moved', 'refused']",
    'name': "str",
    'what': "dict[str, dict[str, Any]]",
    'code': "NotRequired[str]",
    'reason': "NotRequired[str]",
})


class PlantChanges(TypedDict):
    made: int
    changed: int
    moved: int
    refused: int
    unchanged: int
    seen: str
    """Names these changes; what is applied must be what was looked at"""
    items: list[PlantChange]
    """The first 500, those refused first"""


class PlatformEvent(TypedDict):
    specversion: Literal['1.0']
    id: str
    """Of this event and no other; the same wherever and how often it is told"""
    source: str
    """URN of the organisation it happened in"""
    type: str
    """Of the catalogue, such as alarm.raised"""
    subject: NotRequired[str]
    """Id of what it happened to"""
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    datacontenttype: Literal['application/json']
    dataschema: str
    """Where the JSON Schema of `data` is"""
    sequence: str
    """Place in the order of the organisation: digits, none is left out, those after it come later"""
    asset: NotRequired[str]
    """Id of the asset at which it happened"""
    data: dict[str, dict[str, Any]]


class PlatformEventPage(TypedDict):
    items: list[PlatformEvent]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    last: str
    """So far was looked, also where nothing was found: `after` of the next question"""


class Point(TypedDict):
    id: str
    name: str
    assetId: str
    path: list[str]
    """Names from the top of the tree down to the asset"""
    deviceId: NotRequired[str]
    """Missing where the point is worked out of others"""
    type: Literal['double', 'int64', 'boolean', 'string']
    unit: NotRequired[str]
    """UCUM code"""
    description: NotRequired[str]
    low: NotRequired[float]
    """Lower end of the engineering range, in `unit`"""
    high: NotRequired[float]
    """Upper end of the engineering range, in `unit`"""
    writable: bool
    latest: NotRequired[Sample]


class PointPage(TypedDict):
    items: list[Point]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class PointSample(TypedDict):
    point: str
    """Id of the point"""
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    value: Union[float, str, bool, None]
    """An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity"""
    status: int
    """OPC UA StatusCode"""
    quality: Literal['good', 'uncertain', 'bad']
    statusName: str


class PointSampleAt(TypedDict):
    point: str
    """Id of the point"""
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    value: Union[float, str, bool, None]
    """An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity"""
    status: int
    """OPC UA StatusCode"""
    quality: Literal['good', 'uncertain', 'bad']
    statusName: str
    sampleTime: str
    """Of the sample the value is of"""


class Position(TypedDict):
    latitude: float
    """Degrees north, WGS 84"""
    longitude: float
    """Degrees east, WGS 84"""


class Problem(TypedDict):
    type: str
    """A URN of the error row: urn:millrace:fault:<code>"""
    title: str
    status: int
    detail: str
    """What was expected and what was seen"""
    code: str
    """Row of the error table"""
    remedy: str
    """What to do now"""
    facts: dict[str, str]
    """What detail and remedy name, by name: for whoever says them in other words"""


class Product(TypedDict):
    id: str
    code: str
    name: str
    secondsPerItem: NotRequired[float]
    """Planned run time per item, s (ISO 22400-2, PRI)"""


class ProductList(TypedDict):
    items: list[Product]


class ProductRequest(TypedDict):
    code: str
    name: str
    secondsPerItem: NotRequired[float]
    """Planned run time per item, s (ISO 22400-2, PRI)"""


class ProductionChangeBy(TypedDict):
    kind: str
    id: str
    name: str


class ProductionChange(TypedDict):
    about: str
    before: dict[str, Any]
    """null: it is new"""
    after: dict[str, Any]
    """null: it was removed"""
    by: ProductionChangeBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class ProductionChangeList(TypedDict):
    items: list[ProductionChange]


class ProductionOrder(TypedDict):
    id: str
    asset: str
    """UUID"""
    product: str
    """UUID"""
    number: str
    quantity: NotRequired[float]
    begin: str
    """Inclusive; to the millisecond"""
    end: NotRequired[str]
    """Exclusive; missing while it lasts"""


class ProductionOrderList(TypedDict):
    items: list[ProductionOrder]


class ProductionOrderRequest(TypedDict):
    asset: str
    """UUID"""
    product: str
    """UUID"""
    number: str
    quantity: NotRequired[float]
    begin: str
    """Inclusive; to the millisecond"""
    end: NotRequired[str]
    """Exclusive; missing while it lasts"""


class ProfileChange(TypedDict):
    name: NotRequired[str]
    locale: NotRequired[str]


class ProgramCreatedBy(TypedDict):
    kind: str
    id: str
    name: str


class Program(TypedDict):
    id: str
    """The client_id of a client"""
    kind: Literal['key', 'client']
    """key: sends an API key with every request; client: gets short-lived tokens from POST /oauth/token"""
    name: str
    description: str
    scopes: Union[list[str], None]
    """Actions it may do at most; null: all that its roles give"""
    state: Literal['active', 'suspended', 'expired']
    createdBy: ProgramCreatedBy
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    rotatedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    previousUntil: NotRequired[str]
    """Until then the secret before the last rotation counts, too"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    lastUsedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    lastRemote: NotRequired[str]
    """Address of the last use"""


class ProgramMade(TypedDict):
    program: Program
    secret: str
    """The API key, or the client_secret: shown this once and kept nowhere"""


class ProgramPage(TypedDict):
    items: list[Program]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class ProgramRequest(TypedDict):
    kind: Literal['key', 'client']
    """key: sends an API key with every request; client: gets short-lived tokens from POST /oauth/token"""
    name: str
    description: NotRequired[str]
    scopes: NotRequired[list[Literal['asset:read', 'asset:write', 'point:read', 'point:write', 'write:confirm', 'history:export', 'history:import', 'history:query', 'history:remove', 'alarm:read', 'alarm:acknowledge', 'alarm:shelve', 'alarm:remove', 'alarm:propose', 'alarm:approve', 'production:read', 'production:enter', 'production:manage', 'energy:read', 'energy:manage', 'energy:approve', 'energy:factor', 'device:read', 'device:enrol', 'device:revoke', 'model:read', 'model:write', 'mechanism:read', 'mechanism:write', 'mechanism:publish', 'mechanism:bind', 'app:read', 'app:use', 'app:manage', 'flow:read', 'flow:write', 'flow:publish', 'flow:deploy', 'component:read', 'component:use', 'component:publish', 'screen:read', 'screen:write', 'library:read', 'library:contribute', 'library:review', 'maintenance:read', 'maintenance:work', 'maintenance:plan', 'notice:read', 'notice:write', 'event:read', 'webhook:read', 'webhook:write', 'member:read', 'member:manage', 'role:manage', 'grant:read', 'grant:give', 'program:manage', 'provider:manage', 'audit:read', 'audit:export', 'access:explain', 'quota:read', 'organisation:read', 'organisation:manage', 'platform:operate']]]
    expiresAt: NotRequired[str]
    """Within a year; 90 days from now if not said"""


class ProgramRotation(TypedDict):
    overlapHours: NotRequired[int]
    """The old secret counts for so long; 0 ends it, and all access tokens, at once"""
    expiresAt: NotRequired[str]
    """A new end, within a year; else it stays as it was"""


class Proof(TypedDict):
    """Exactly one of them"""

    totp: NotRequired[str]
    """Code of the authenticator app (RFC 6238)"""
    recovery: NotRequired[str]
    """One of the recovery codes"""
    passkey: NotRequired[dict[str, Any]]
    """Answer of navigator.credentials.get() as WebAuthn JSON"""


class Proven(TypedDict):
    proof: FactorProof


class ProvenAcceptance(TypedDict):
    token: str
    ticket: str
    proof: Proof
    kind: NotRequired[Literal['cookie', 'token']]
    """cookie: for browsers, httpOnly; token: the reply holds a bearer token"""


class ProviderChoice(TypedDict):
    id: str
    name: str


class ProviderChoices(TypedDict):
    items: list[ProviderChoice]


class Quota(TypedDict):
    kind: Literal['devices', 'points', 'values_per_second', 'storage_bytes', 'calls_per_minute', 'query_seconds_per_minute', 'app_calls_per_minute', 'app_seconds_per_minute', 'app_table_bytes']
    """values_per_second: more is held back, not lost; storage_bytes: history on disk; query_seconds_per_minute: time the history works for it; app_…: of all apps together, calls of services, pages and processes, computing, and tables on disk"""
    most: Union[float, None]
    """null: no limit"""
    used: float


class QuotaChange(TypedDict):
    kind: Literal['devices', 'points', 'values_per_second', 'storage_bytes', 'calls_per_minute', 'query_seconds_per_minute', 'app_calls_per_minute', 'app_seconds_per_minute', 'app_table_bytes']
    """values_per_second: more is held back, not lost; storage_bytes: history on disk; query_seconds_per_minute: time the history works for it; app_…: of all apps together, calls of services, pages and processes, computing, and tables on disk"""
    most: Union[float, None]
    """null: no limit"""


class QuotaList(TypedDict):
    items: list[Quota]


class RecoveryCodes(TypedDict):
    recoveryCodes: list[str]
    """Each opens once; shown now and never again"""


class RecoveryMade(TypedDict):
    username: str
    lost: Literal['password', 'factors', 'both']
    """What the person lost: the password, every second factor, or both"""
    token: str
    """To be handed to the person; shown this once"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class RecoveryOffer(TypedDict):
    username: str
    name: str
    lost: Literal['password', 'factors', 'both']
    """What the person lost: the password, every second factor, or both"""
    expiresAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class RecoveryRequest(TypedDict):
    lost: Literal['password', 'factors', 'both']
    """What the person lost: the password, every second factor, or both"""
    reason: str
    """Why, and how you know who asks; for the audit"""


class RecoveryToken(TypedDict):
    token: str


class RecoveryUse(TypedDict):
    token: str
    next: NotRequired[str]
    """The new password, where it was lost"""
    current: NotRequired[str]
    """The password, where the factors alone were lost"""


Removal = TypedDict('Removal', {
    'id': "str",
    'state': "Literal['running', 'done', 'failed', 'unknown']",
    'kind': "Literal['asked', 'rule']",
    'name': "NotRequired[str]",
    'points': "int",
    'from': "NotRequired[str]",
    'to': "NotRequired[str]",
    'reason': "NotRequired[str]",
    'days': "NotRequired[int]",
    'samples': "NotRequired[int]",
    'by': "str",
    'askedAt': "str",
    'endedAt': "NotRequired[str]",
})


class RemovalList(TypedDict):
    items: list[Removal]


RemovalPreview = TypedDict('RemovalPreview', {
    'asset': "NotRequired[str]",
    'points': "NotRequired[list[str]]",
    'from': "NotRequired[str]",
    'to': "NotRequired[str]",
})


RemovalRequest = TypedDict('RemovalRequest', {
    'asset': "NotRequired[str]",
    'points': "NotRequired[list[str]]",
    'from': "NotRequired[str]",
    'to': "NotRequired[str]",
    'reason': "str",
})


class Removed(TypedDict):
    samples: int
    """Removed; one that was written twice counts twice"""


class RenewalRequest(TypedDict):
    certificate: str
    """The current certificate, PEM; what follows the first is ignored"""
    csr: str
    """PKCS #10 request, PEM: P-256, P-384, Ed25519, or RSA of 2048 bits or more; its subject is ignored"""
    minute: int
    """Whole minutes since 1970-01-01 UTC, now"""
    signature: str
    """Base64: signature by the key of the current certificate over `millrace-renewal <minute>\\n` and the DER bytes of the CSR; ECDSA (DER) or RSA PKCS #1 v1.5 with SHA-256, or Ed25519"""


class Retention(TypedDict):
    days: Union[int, None]
    """Records are kept so long; null: for ever. No less than six months (网络安全法 §21)"""


class RetentionRule(TypedDict):
    id: str
    asset: Union[str, None]
    """null: the whole organisation"""
    assetName: NotRequired[str]
    days: int
    """How long history is kept, d"""


class RetentionRuleList(TypedDict):
    items: list[RetentionRule]


class RetentionRuleRequest(TypedDict):
    asset: Union[str, None]
    """Here and below; null: the whole organisation"""
    days: int


class Revocation(TypedDict):
    reason: Literal['keyCompromise', 'superseded', 'cessationOfOperation', 'privilegeWithdrawn']
    """RFC 5280 section 5.3.1"""


class RightsItemsItem(TypedDict):
    action: Literal['asset:read', 'asset:write', 'point:read', 'point:write', 'write:confirm', 'history:export', 'history:import', 'history:query', 'history:remove', 'alarm:read', 'alarm:acknowledge', 'alarm:shelve', 'alarm:remove', 'alarm:propose', 'alarm:approve', 'production:read', 'production:enter', 'production:manage', 'energy:read', 'energy:manage', 'energy:approve', 'energy:factor', 'device:read', 'device:enrol', 'device:revoke', 'model:read', 'model:write', 'mechanism:read', 'mechanism:write', 'mechanism:publish', 'mechanism:bind', 'app:read', 'app:use', 'app:manage', 'flow:read', 'flow:write', 'flow:publish', 'flow:deploy', 'component:read', 'component:use', 'component:publish', 'screen:read', 'screen:write', 'library:read', 'library:contribute', 'library:review', 'maintenance:read', 'maintenance:work', 'maintenance:plan', 'notice:read', 'notice:write', 'event:read', 'webhook:read', 'webhook:write', 'member:read', 'member:manage', 'role:manage', 'grant:read', 'grant:give', 'program:manage', 'provider:manage', 'audit:read', 'audit:export', 'access:explain', 'quota:read', 'organisation:read', 'organisation:manage', 'platform:operate']
    """An action of the vocabulary"""
    everywhere: bool
    """false: only below certain assets"""


class Rights(TypedDict):
    items: list[RightsItemsItem]


class RobotSettings(TypedDict):
    endpoint: NotRequired[str]
    """Of an own or foreign installation; the public one unless said"""


class Role(TypedDict):
    name: str
    title: str
    actions: list[Literal['asset:read', 'asset:write', 'point:read', 'point:write', 'write:confirm', 'history:export', 'history:import', 'history:query', 'history:remove', 'alarm:read', 'alarm:acknowledge', 'alarm:shelve', 'alarm:remove', 'alarm:propose', 'alarm:approve', 'production:read', 'production:enter', 'production:manage', 'energy:read', 'energy:manage', 'energy:approve', 'energy:factor', 'device:read', 'device:enrol', 'device:revoke', 'model:read', 'model:write', 'mechanism:read', 'mechanism:write', 'mechanism:publish', 'mechanism:bind', 'app:read', 'app:use', 'app:manage', 'flow:read', 'flow:write', 'flow:publish', 'flow:deploy', 'component:read', 'component:use', 'component:publish', 'screen:read', 'screen:write', 'library:read', 'library:contribute', 'library:review', 'maintenance:read', 'maintenance:work', 'maintenance:plan', 'notice:read', 'notice:write', 'event:read', 'webhook:read', 'webhook:write', 'member:read', 'member:manage', 'role:manage', 'grant:read', 'grant:give', 'program:manage', 'provider:manage', 'audit:read', 'audit:export', 'access:explain', 'quota:read', 'organisation:read', 'organisation:manage', 'platform:operate']]
    standard: bool
    """Every organisation has it; it cannot be changed"""
    holders: int
    """Members and programs that hold it, wherever"""


class RoleAt(TypedDict):
    role: str
    below: NotRequired[Union[str, None]]


RoleFilling = TypedDict('RoleFilling', {
    'id': "str",
    'physicalAsset': "str",
    'serialNumber': "str",
    'maker': "str",
    'model': "NotRequired[str]",
    'asset': "str",
    'path': "list[str]",
    'from': "str",
    'until': "NotRequired[str]",
    'shared': "bool",
    'note': "NotRequired[str]",
})


RoleFillingChange = TypedDict('RoleFillingChange', {
    'from': "NotRequired[str]",
    'until': "NotRequired[Union[str, None]]",
    'note': "NotRequired[str]",
})


class RoleFillingPage(TypedDict):
    items: list[RoleFilling]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


RoleFillingRequest = TypedDict('RoleFillingRequest', {
    'physicalAsset': "str",
    'asset': "str",
    'from': "str",
    'until': "NotRequired[Union[str, None]]",
    'shared': "NotRequired[bool]",
    'note': "NotRequired[str]",
})


class RoleHeld(TypedDict):
    role: str
    below: Union[str, None]
    """Asset under which alone it holds; null: everywhere"""
    belowName: NotRequired[str]


class RoleList(TypedDict):
    items: list[Role]


class RoleRequest(TypedDict):
    name: str
    title: str
    actions: list[Literal['asset:read', 'asset:write', 'point:read', 'point:write', 'write:confirm', 'history:export', 'history:import', 'history:query', 'history:remove', 'alarm:read', 'alarm:acknowledge', 'alarm:shelve', 'alarm:remove', 'alarm:propose', 'alarm:approve', 'production:read', 'production:enter', 'production:manage', 'energy:read', 'energy:manage', 'energy:approve', 'energy:factor', 'device:read', 'device:enrol', 'device:revoke', 'model:read', 'model:write', 'mechanism:read', 'mechanism:write', 'mechanism:publish', 'mechanism:bind', 'app:read', 'app:use', 'app:manage', 'flow:read', 'flow:write', 'flow:publish', 'flow:deploy', 'component:read', 'component:use', 'component:publish', 'screen:read', 'screen:write', 'library:read', 'library:contribute', 'library:review', 'maintenance:read', 'maintenance:work', 'maintenance:plan', 'notice:read', 'notice:write', 'event:read', 'webhook:read', 'webhook:write', 'member:read', 'member:manage', 'role:manage', 'grant:read', 'grant:give', 'program:manage', 'provider:manage', 'audit:read', 'audit:export', 'access:explain', 'quota:read', 'organisation:read', 'organisation:manage']]


class Sample(TypedDict):
    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    value: Union[float, str, bool, None]
    """An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity"""
    status: int
    """OPC UA StatusCode"""
    quality: Literal['good', 'uncertain', 'bad']
    statusName: str


class SampleList(TypedDict):
    items: list[Sample]
    truncated: bool
    """The limit cut; there are more"""
    next: NotRequired[str]
    """Cursor of the samples after these; missing on the last page"""


class ScreenTitle(TypedDict):
    en: str
    zh: str


ScreenOfPlant = TypedDict('ScreenOfPlant', {
    'is': "Literal['plant']",
})


ScreenOfAsset = TypedDict('ScreenOfAsset', {
    'is': "Literal['asset']",
    'asset': "str",
})


ScreenOfClass = TypedDict('ScreenOfClass', {
    'is': "Literal['class']",
    'class': "str",
})


class ScreenChangedBy(TypedDict):
    kind: str
    id: str
    name: str


class ScreenMadeBy(TypedDict):
    kind: str
    id: str
    name: str


class Screen(TypedDict):
    id: str
    """UUID"""
    title: ScreenTitle
    of: Union[ScreenOfPlant, ScreenOfAsset, ScreenOfClass]
    """What it is looked at for: nothing by itself, an asset, or every asset of an equipment class"""
    widgets: int
    revision: int
    """Counts the saves; the newest version has its number"""
    changedBy: ScreenChangedBy
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    document: ScreenDocument
    madeBy: ScreenMadeBy
    madeAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class ScreenAsset(TypedDict):
    id: str
    """UUID"""
    name: str
    path: list[str]


class ScreenAssetList(TypedDict):
    """Assets that it can be looked at for; without a class the one that it names"""

    items: list[ScreenAsset]


class ScreenChange(TypedDict):
    document: ScreenDocument
    revision: int
    """Of the one that was read"""
    comment: NotRequired[str]


class ScreenDocumentTitle(TypedDict):
    en: str
    zh: str


ScreenDocumentOfPlant = TypedDict('ScreenDocumentOfPlant', {
    'is': "Literal['plant']",
})


ScreenDocumentOfAsset = TypedDict('ScreenDocumentOfAsset', {
    'is': "Literal['asset']",
    'asset': "str",
})


ScreenDocumentOfClass = TypedDict('ScreenDocumentOfClass', {
    'is': "Literal['class']",
    'class': "str",
})


class ScreenDocumentWidgetsItemValueAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemValueTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemValueOf(TypedDict):
    point: str
    """UUID"""


class ScreenDocumentWidgetsItemValueOf2(TypedDict):
    name: str
    """A point of the class, or as it is called"""


class ScreenDocumentWidgetsItemValue(TypedDict):
    id: str
    kind: Literal['value']
    at: ScreenDocumentWidgetsItemValueAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemValueTitle]
    of: NotRequired[Union[ScreenDocumentWidgetsItemValueOf, ScreenDocumentWidgetsItemValueOf2]]
    """A point by its id, or by its name at the asset that one looks at, or below it"""
    low: NotRequired[float]
    """Below it somebody has to look; in the unit of the point"""
    high: NotRequired[float]
    """Above it somebody has to look"""


class ScreenDocumentWidgetsItemTrendAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemTrendTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemTrendOfItem(TypedDict):
    point: str
    """UUID"""


class ScreenDocumentWidgetsItemTrendOfItem2(TypedDict):
    name: str
    """A point of the class, or as it is called"""


class ScreenDocumentWidgetsItemTrend(TypedDict):
    id: str
    kind: Literal['trend']
    at: ScreenDocumentWidgetsItemTrendAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemTrendTitle]
    of: list[Union[ScreenDocumentWidgetsItemTrendOfItem, ScreenDocumentWidgetsItemTrendOfItem2]]
    span: Literal['15m', '1h', '8h', '1d', '7d']
    low: NotRequired[float]
    """Below it somebody has to look; in the unit of the point"""
    high: NotRequired[float]
    """Above it somebody has to look"""


class ScreenDocumentWidgetsItemGaugeAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemGaugeTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemGaugeOf(TypedDict):
    point: str
    """UUID"""


class ScreenDocumentWidgetsItemGaugeOf2(TypedDict):
    name: str
    """A point of the class, or as it is called"""


ScreenDocumentWidgetsItemGauge = TypedDict('ScreenDocumentWidgetsItemGauge', {
    'id': "str",
    'kind': "Literal['gauge']",
    'at': "ScreenDocumentWidgetsItemGaugeAt",
    'title': "NotRequired[ScreenDocumentWidgetsItemGaugeTitle]",
    'of': "NotRequired[Union[ScreenDocumentWidgetsItemGaugeOf, ScreenDocumentWidgetsItemGaugeOf2]]",
    'from': "NotRequired[float]",
    'to': "NotRequired[float]",
    'low': "NotRequired[float]",
    'high': "NotRequired[float]",
})


class ScreenDocumentWidgetsItemStatesAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemStatesTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemStatesOfItem(TypedDict):
    point: str
    """UUID"""


class ScreenDocumentWidgetsItemStatesOfItem2(TypedDict):
    name: str
    """A point of the class, or as it is called"""


class ScreenDocumentWidgetsItemStates(TypedDict):
    id: str
    kind: Literal['states']
    at: ScreenDocumentWidgetsItemStatesAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemStatesTitle]
    of: list[Union[ScreenDocumentWidgetsItemStatesOfItem, ScreenDocumentWidgetsItemStatesOfItem2]]
    span: Literal['15m', '1h', '8h', '1d', '7d']


class ScreenDocumentWidgetsItemKpiAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemKpiTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemKpiOf(TypedDict):
    point: str
    """UUID"""


class ScreenDocumentWidgetsItemKpiOf2(TypedDict):
    name: str
    """A point of the class, or as it is called"""


class ScreenDocumentWidgetsItemKpi(TypedDict):
    id: str
    kind: Literal['kpi']
    at: ScreenDocumentWidgetsItemKpiAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemKpiTitle]
    of: NotRequired[Union[ScreenDocumentWidgetsItemKpiOf, ScreenDocumentWidgetsItemKpiOf2]]
    """A point by its id, or by its name at the asset that one looks at, or below it"""
    target: NotRequired[float]
    better: Literal['higher', 'lower']
    span: Literal['15m', '1h', '8h', '1d', '7d']


class ScreenDocumentWidgetsItemBarsAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemBarsTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemBarsOfItem(TypedDict):
    point: str
    """UUID"""


class ScreenDocumentWidgetsItemBarsOfItem2(TypedDict):
    name: str
    """A point of the class, or as it is called"""


class ScreenDocumentWidgetsItemBarsEvery(TypedDict):
    """A point of every asset that the screen is for, in place of `of`"""

    name: str


class ScreenDocumentWidgetsItemBars(TypedDict):
    id: str
    kind: Literal['bars']
    at: ScreenDocumentWidgetsItemBarsAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemBarsTitle]
    of: list[Union[ScreenDocumentWidgetsItemBarsOfItem, ScreenDocumentWidgetsItemBarsOfItem2]]
    every: NotRequired[ScreenDocumentWidgetsItemBarsEvery]
    """A point of every asset that the screen is for, in place of `of`"""
    low: NotRequired[float]
    """Below it somebody has to look; in the unit of the point"""
    high: NotRequired[float]
    """Above it somebody has to look"""


class ScreenDocumentWidgetsItemTableAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemTableTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemTableOfItem(TypedDict):
    point: str
    """UUID"""


class ScreenDocumentWidgetsItemTableOfItem2(TypedDict):
    name: str
    """A point of the class, or as it is called"""


class ScreenDocumentWidgetsItemTable(TypedDict):
    id: str
    kind: Literal['table']
    at: ScreenDocumentWidgetsItemTableAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemTableTitle]
    of: list[Union[ScreenDocumentWidgetsItemTableOfItem, ScreenDocumentWidgetsItemTableOfItem2]]


class ScreenDocumentWidgetsItemAlarmsAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemAlarmsTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemAlarms(TypedDict):
    id: str
    kind: Literal['alarms']
    at: ScreenDocumentWidgetsItemAlarmsAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemAlarmsTitle]
    everywhere: bool
    """Not of the asset that one looks at alone"""


class ScreenDocumentWidgetsItemTextAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemTextTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemTextText(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemText(TypedDict):
    id: str
    kind: Literal['text']
    at: ScreenDocumentWidgetsItemTextAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemTextTitle]
    text: ScreenDocumentWidgetsItemTextText


class ScreenDocumentWidgetsItemWriteAt(TypedDict):
    """Columns and rows of the grid"""

    x: int
    y: int
    w: int
    h: int


class ScreenDocumentWidgetsItemWriteTitle(TypedDict):
    en: str
    zh: str


class ScreenDocumentWidgetsItemWriteOf(TypedDict):
    point: str
    """UUID"""


class ScreenDocumentWidgetsItemWriteOf2(TypedDict):
    name: str
    """A point of the class, or as it is called"""


class ScreenDocumentWidgetsItemWrite(TypedDict):
    id: str
    kind: Literal['write']
    at: ScreenDocumentWidgetsItemWriteAt
    """Columns and rows of the grid"""
    title: NotRequired[ScreenDocumentWidgetsItemWriteTitle]
    of: NotRequired[Union[ScreenDocumentWidgetsItemWriteOf, ScreenDocumentWidgetsItemWriteOf2]]
    """A point by its id, or by its name at the asset that one looks at, or below it"""
    value: NotRequired[Union[float, bool, str]]
    """A button that asks for this value; without it a setpoint"""


class ScreenDocument(TypedDict):
    format: Literal['millrace-screen/1']
    title: ScreenDocumentTitle
    of: Union[ScreenDocumentOfPlant, ScreenDocumentOfAsset, ScreenDocumentOfClass]
    """What it is looked at for: nothing by itself, an asset, or every asset of an equipment class"""
    widgets: list[Union[ScreenDocumentWidgetsItemValue, ScreenDocumentWidgetsItemTrend, ScreenDocumentWidgetsItemGauge, ScreenDocumentWidgetsItemStates, ScreenDocumentWidgetsItemKpi, ScreenDocumentWidgetsItemBars, ScreenDocumentWidgetsItemTable, ScreenDocumentWidgetsItemAlarms, ScreenDocumentWidgetsItemText, ScreenDocumentWidgetsItemWrite]]


class ScreenListedTitle(TypedDict):
    en: str
    zh: str


ScreenListedOfPlant = TypedDict('ScreenListedOfPlant', {
    'is': "Literal['plant']",
})


ScreenListedOfAsset = TypedDict('ScreenListedOfAsset', {
    'is': "Literal['asset']",
    'asset': "str",
})


ScreenListedOfClass = TypedDict('ScreenListedOfClass', {
    'is': "Literal['class']",
    'class': "str",
})


class ScreenListedChangedBy(TypedDict):
    kind: str
    id: str
    name: str


class ScreenListed(TypedDict):
    id: str
    """UUID"""
    title: ScreenListedTitle
    of: Union[ScreenListedOfPlant, ScreenListedOfAsset, ScreenListedOfClass]
    """What it is looked at for: nothing by itself, an asset, or every asset of an equipment class"""
    widgets: int
    revision: int
    """Counts the saves; the newest version has its number"""
    changedBy: ScreenListedChangedBy
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class ScreenPage(TypedDict):
    items: list[ScreenListed]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class ScreenRequest(TypedDict):
    document: ScreenDocument
    comment: NotRequired[str]


class ScreenVersionBy(TypedDict):
    kind: str
    id: str
    name: str


class ScreenVersion(TypedDict):
    number: int
    comment: NotRequired[str]
    by: ScreenVersionBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    document: ScreenDocument


class ScreenVersionList(TypedDict):
    """The newest first"""

    items: list[ScreenVersionListed]


class ScreenVersionListedBy(TypedDict):
    kind: str
    id: str
    name: str


class ScreenVersionListed(TypedDict):
    number: int
    comment: NotRequired[str]
    by: ScreenVersionListedBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class Seal(TypedDict):
    seal: str
    """Opens with the platform’s master key alone"""


class SealRequest(TypedDict):
    sha256: str
    """SHA-256, hex"""


class SecondStep(TypedDict):
    ticket: str
    proof: Proof
    kind: NotRequired[Literal['cookie', 'token']]
    """cookie: for browsers, httpOnly; token: the reply holds a bearer token"""


class SecondStepNeeded(TypedDict):
    ticket: str
    """For POST /session/second-step, five minutes"""
    accepts: list[Literal['totp', 'passkey', 'recovery']]
    options: NotRequired[dict[str, Any]]
    """For navigator.credentials.get(), WebAuthn JSON"""


class SessionUser(TypedDict):
    id: str
    username: str
    name: str
    locale: str
    """BCP 47, such as en or zh"""


class SessionTenant(TypedDict):
    id: str
    name: str


class SessionOrganisationsItem(TypedDict):
    id: str
    name: str


class Session(TypedDict):
    user: SessionUser
    tenant: SessionTenant
    organisations: list[SessionOrganisationsItem]
    """Every organisation this person may work for"""
    secondFactor: Literal['given', 'not_needed', 'needed']
    """needed: the organisation asks for one; until it is set up and given, only the own profile opens"""
    token: NotRequired[str]
    """Bearer token, told once, with kind "token" alone"""


class SignIn(TypedDict):
    username: str
    password: str
    kind: NotRequired[Literal['cookie', 'token']]
    """cookie: for browsers, httpOnly; token: the reply holds a bearer token"""


SignInReply = Union["Union[Session, SecondStepNeeded]"]


class SmsSettings(TypedDict):
    url: str
    """https"""
    phoneField: str
    """Of the JSON that is sent"""
    textField: str
    more: NotRequired[dict[str, str]]
    """Other fields, as the gateway asks for them: signature, template"""
    okField: NotRequired[str]
    """Field of the answer that tells success; without one the status of HTTP does"""
    okValue: NotRequired[str]


class SqlQuery(TypedDict):
    query: str
    """One SELECT in DuckDB’s SQL over samples, points and assets"""
    limit: NotRequired[int]
    """Rows at most"""
    format: NotRequired[Literal['json', 'ndjson', 'arrow']]
    """Goes before the Accept header; default json"""


class SqlResultColumnsItem(TypedDict):
    name: str
    type: Literal['boolean', 'int64', 'double', 'time', 'date', 'text']
    """time: ISO 8601 UTC; an int64 beyond 2^53, NaN and infinities are text"""


class SqlResult(TypedDict):
    columns: list[SqlResultColumnsItem]
    rows: int
    truncated: bool
    """The limit cut; there are more"""
    asOf: str
    """What had arrived by then is in"""
    data: list[list[dict[str, Any]]]
    """A column each, in the order of columns"""


class StateListItemsItem(TypedDict):
    start: int
    """Start of the window, µs since 1970 UTC"""
    value: Union[float, str, bool, None]
    """An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity"""
    duration: int
    """Within window and range, µs"""
    entered: int
    """How often it was entered from another state"""


class StateList(TypedDict):
    items: list[StateListItemsItem]
    """By window, then as they came; time in which nothing is known is in no state"""


class StorageFiguresMonthsItem(TypedDict):
    month: str
    """UTC, such as 2026-03"""
    samples: int
    bytes: int


class StorageFiguresKeptItem(TypedDict):
    days: Union[int, None]
    """null: for ever"""
    points: int


StorageFiguresSlowestItem = TypedDict('StorageFiguresSlowestItem', {
    'at': "str",
    'kind': "Literal['raw', 'buckets', 'latest', 'weighted', 'at', 'm4', 'states', 'histogram']",
    'points': "int",
    'from': "NotRequired[str]",
    'to': "NotRequired[str]",
    'ms': "float",
})


class StorageFigures(TypedDict):
    samples: int
    """On disk; one that was written again may count twice for a while"""
    bytes: int
    """On disk, with what is summed up beside the samples"""
    bytesPerSample: NotRequired[float]
    """Missing while nothing is on disk"""
    files: int
    oldest: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    newest: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    summedBytes: NotRequired[int]
    """Of bytes what is summed up beside the samples"""
    months: list[StorageFiguresMonthsItem]
    """By source time, oldest first"""
    kept: list[StorageFiguresKeptItem]
    """How many points are kept for how long, the shortest first"""
    slowest: list[StorageFiguresSlowestItem]
    """Queries of the last day that took longest, 20 at most, the slowest first; gone with a restart"""
    fault: NotRequired[str]
    """Code of what fails at present, history.disk_full for one; values wait in the journal meanwhile"""


class StudyBy(TypedDict):
    kind: str
    id: str
    name: str


class StudyFault(TypedDict):
    code: str
    says: str


class StudyAppliedBy(TypedDict):
    kind: str
    id: str
    name: str


class StudyApplied(TypedDict):
    """What became of it"""

    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    by: StudyAppliedBy
    mechanism: NotRequired[str]
    """UUID"""
    version: NotRequired[str]
    calibration: NotRequired[int]


class Study(TypedDict):
    id: str
    """UUID"""
    request: StudyRequest
    state: Literal['waits', 'runs', 'done', 'failed', 'cancelled']
    progress: float
    by: StudyBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    endedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    fault: NotRequired[StudyFault]
    result: NotRequired[StudyResult]
    applied: NotRequired[StudyApplied]
    """What became of it"""


class StudyPage(TypedDict):
    items: list[Study]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


StudyRequestBacktest = TypedDict('StudyRequestBacktest', {
    'kind': "Literal['backtest']",
    'title': "str",
    'mechanism': "str",
    'version': "str",
    'asset': "NotRequired[str]",
    'binding': "NotRequired[str]",
    'inputs': "NotRequired[dict[str, str]]",
    'parameters': "NotRequired[dict[str, float]]",
    'measured': "NotRequired[dict[str, str]]",
    'from': "str",
    'to': "str",
    'every': "NotRequired[float]",
})


class StudyRequestCalibrationFreeItem(TypedDict):
    name: str
    low: float
    high: float
    start: NotRequired[float]


StudyRequestCalibration = TypedDict('StudyRequestCalibration', {
    'kind': "Literal['calibration']",
    'title': "str",
    'binding': "str",
    'asset': "str",
    'measured': "dict[str, str]",
    'free': "list[StudyRequestCalibrationFreeItem]",
    'from': "str",
    'to': "str",
    'every': "NotRequired[float]",
})


class StudyRequestLearningCalled(TypedDict):
    en: str
    zh: str


class StudyRequestLearningInputsItem(TypedDict):
    name: str
    point: str
    """UUID"""
    en: str
    zh: str


class StudyRequestLearningOptions(TypedDict):
    holdback: NotRequired[float]
    """Share of the rows, the last by time, that nothing is learnt from"""
    uncertain: NotRequired[bool]
    """Uncertain values are learnt from, too"""
    seed: NotRequired[int]
    contamination: NotRequired[float]
    """Of anomaly: share that is taken to be unusual"""
    step: NotRequired[float]
    """Of forecast, s"""
    horizons: NotRequired[list[int]]
    """Of forecast, in steps"""


StudyRequestLearning = TypedDict('StudyRequestLearning', {
    'kind': "Literal['learning']",
    'title': "str",
    'learn': "Literal['regression', 'forecast', 'anomaly']",
    'name': "str",
    'version': "str",
    'called': "StudyRequestLearningCalled",
    'inputs': "list[StudyRequestLearningInputsItem]",
    'target': "NotRequired[str]",
    'options': "NotRequired[StudyRequestLearningOptions]",
    'from': "str",
    'to': "str",
    'every': "NotRequired[float]",
})


StudyRequest = Union["Union[StudyRequestBacktest, StudyRequestCalibration, StudyRequestLearning]"]


class StudyResultParametersItem(TypedDict):
    name: str
    unit: NotRequired[str]
    before: float
    fitted: float
    low: NotRequired[float]
    """Of the 95 % confidence interval"""
    high: NotRequired[float]
    problem: NotRequired[Literal['at_bound', 'not_identifiable']]


class StudyResultQuality(TypedDict):
    rows: int
    good: int
    uncertain: int
    bad: int


class StudyResultReasonsItem(TypedDict):
    says: str
    rows: int


class StudyResultLeftOutItem(TypedDict):
    why: str
    rows: int


class StudyResult(TypedDict):
    metrics: dict[str, dict[str, Union[float, None]]]
    """By output and part: all, fitted, held_back, yardstick"""
    series: dict[str, StudySeries]
    """By output: measured, given, low, high"""
    parameters: NotRequired[list[StudyResultParametersItem]]
    quality: StudyResultQuality
    reasons: list[StudyResultReasonsItem]
    leftOut: list[StudyResultLeftOutItem]
    warnings: list[str]
    verdict: NotRequired[str]


class StudySeries(TypedDict):
    """Thinned, for a plot"""

    time: list[int]
    columns: dict[str, list[Union[float, None]]]


class SwitchTo(TypedDict):
    tenant: str
    """UUID"""


class TagInTrouble(TypedDict):
    point: str
    status: int
    """OPC UA status"""
    statusName: str
    message: NotRequired[str]


Telemetry = Union["Union[list[dict[str, Any]], dict[str, Any]]"]


ThingAction = TypedDict('ThingAction', {
    'title': "NotRequired[Union[str, None]]",
    'titles': "NotRequired[Union[dict[str, str], None]]",
    'description': "NotRequired[Union[str, None]]",
    'descriptions': "NotRequired[Union[dict[str, str], None]]",
    'tm:ref': "NotRequired[str]",
    'input': "NotRequired[ThingData]",
})


class ThingBinding(TypedDict):
    property: str
    point: NotRequired[str]
    """UUID"""
    pointPath: NotRequired[list[str]]
    """Names from the top down, the point’s last"""
    pointUnit: NotRequired[str]
    how: NotRequired[Literal['name', 'pattern', 'hand']]
    optional: bool
    problem: NotRequired[Literal['missing', 'several', 'type', 'unit']]
    """missing: no point fits; several: more than one does; type, unit: the one that is called so does not fit"""


class ThingBindingRequest(TypedDict):
    point: Union[str, None]
    """null: by itself again, by name or pattern"""


class ThingData(TypedDict):
    type: NotRequired[Literal['number', 'integer', 'boolean', 'string']]
    unit: NotRequired[Union[str, None]]
    minimum: NotRequired[Union[float, None]]
    maximum: NotRequired[Union[float, None]]
    enum: NotRequired[Union[list[Union[str, float]], None]]


ThingDifference = TypedDict('ThingDifference', {
    'part': "str",
    'is': "Literal['added', 'removed', 'changed']",
    'fields': "list[str]",
})


class ThingDifferenceList(TypedDict):
    items: list[ThingDifference]


ThingEvent = TypedDict('ThingEvent', {
    'title': "NotRequired[Union[str, None]]",
    'titles': "NotRequired[Union[dict[str, str], None]]",
    'description': "NotRequired[Union[str, None]]",
    'descriptions': "NotRequired[Union[dict[str, str], None]]",
    'tm:ref': "NotRequired[str]",
    'data': "NotRequired[ThingData]",
})


class ThingInstance(TypedDict):
    asset: str
    """UUID"""
    model: str
    """UUID"""
    key: str
    version: str
    title: str
    bindings: list[ThingBinding]


class ThingInstanceList(TypedDict):
    items: list[ThingInstance]


class ThingInstanceRequest(TypedDict):
    model: str
    """UUID"""


class ThingMigrationAssetsItemBrokenItem(TypedDict):
    property: str
    why: Literal['removed', 'type', 'unit', 'missing', 'several']


class ThingMigrationAssetsItem(TypedDict):
    asset: str
    """UUID"""
    path: list[str]
    kept: int
    bound: list[str]
    """Properties that find a point by themselves"""
    broken: list[ThingMigrationAssetsItemBrokenItem]


class ThingMigration(TypedDict):
    differences: list[ThingDifference]
    assets: list[ThingMigrationAssetsItem]
    seen: str
    applied: bool


class ThingMigrationRequest(TypedDict):
    to: str
    """UUID"""
    assets: NotRequired[list[str]]
    """Default: all of the version"""
    seen: NotRequired[str]
    """`seen` of what was looked at"""


class ThingModelResolved(TypedDict):
    """With all that it extends and refers to"""

    properties: dict[str, ThingProperty]
    actions: dict[str, ThingAction]
    events: dict[str, ThingEvent]
    optional: list[str]


ThingModel = TypedDict('ThingModel', {
    'id': "str",
    'key': "str",
    'version': "str",
    'status': "Literal['draft', 'published', 'retired']",
    'title': "str",
    'titles': "NotRequired[dict[str, str]]",
    'class': "NotRequired[str]",
    'assets': "int",
    'changedAt': "str",
    'content': "ThingModelContent",
    'resolved': "ThingModelResolved",
})


class ThingModelChange(TypedDict):
    content: ThingModelContent


ThingModelContent = TypedDict('ThingModelContent', {
    'title': "str",
    'titles': "NotRequired[dict[str, str]]",
    'description': "NotRequired[str]",
    'descriptions': "NotRequired[dict[str, str]]",
    'extends': "NotRequired[str]",
    'class': "NotRequired[str]",
    'properties': "NotRequired[dict[str, ThingProperty]]",
    'actions': "NotRequired[dict[str, ThingAction]]",
    'events': "NotRequired[dict[str, ThingEvent]]",
    'tm:optional': "NotRequired[list[str]]",
})


ThingModelListed = TypedDict('ThingModelListed', {
    'id': "str",
    'key': "str",
    'version': "str",
    'status': "Literal['draft', 'published', 'retired']",
    'title': "str",
    'titles': "NotRequired[dict[str, str]]",
    'class': "NotRequired[str]",
    'assets': "int",
    'changedAt': "str",
})


class ThingModelPage(TypedDict):
    items: list[ThingModelListed]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class ThingModelRequest(TypedDict):
    key: str
    """Small letters, digits and hyphens"""
    version: str
    """Semantic version: major.minor.patch"""
    content: ThingModelContent


ThingProperty = TypedDict('ThingProperty', {
    'title': "NotRequired[Union[str, None]]",
    'titles': "NotRequired[Union[dict[str, str], None]]",
    'description': "NotRequired[Union[str, None]]",
    'descriptions': "NotRequired[Union[dict[str, str], None]]",
    'tm:ref': "NotRequired[str]",
    'type': "NotRequired[Literal['number', 'integer', 'boolean', 'string']]",
    'unit': "NotRequired[Union[str, None]]",
    'minimum': "NotRequired[Union[float, None]]",
    'maximum': "NotRequired[Union[float, None]]",
    'enum': "NotRequired[Union[list[Union[str, float]], None]]",
    'readOnly': "NotRequired[bool]",
    'mr:bind': "NotRequired[Union[str, None]]",
})


class ThingTemplateMade(TypedDict):
    assets: list[str]


ThingTemplateRequest = TypedDict('ThingTemplateRequest', {
    'parent': "NotRequired[str]",
    'names': "NotRequired[list[str]]",
    'name': "NotRequired[str]",
    'count': "NotRequired[int]",
    'from': "NotRequired[int]",
    'tags': "NotRequired[list[str]]",
})


class TokenForm(TypedDict):
    grant_type: NotRequired[str]
    """client_credentials"""
    scope: NotRequired[str]
    """Actions, separated by spaces; all the client was given if missing"""
    client_id: NotRequired[str]
    """Unless sent by HTTP Basic"""
    client_secret: NotRequired[str]
    """Unless sent by HTTP Basic"""


class TokenReply(TypedDict):
    access_token: str
    token_type: Literal['Bearer']
    expires_in: int
    """s"""
    scope: NotRequired[str]
    """Missing: all that the roles of the client give"""


class TopListItemsItem(TypedDict):
    point: str
    """Id of the point"""
    name: str
    path: list[str]
    unit: NotRequired[str]
    value: Union[float, None]
    """null where it is infinite"""


class TopList(TypedDict):
    items: list[TopListItemsItem]
    """The best first; points without a good number are left out"""


class TotpBegun(TypedDict):
    secret: str
    """Base32, to be typed where nothing can scan"""
    uri: str
    """otpauth://, to be shown as a QR code"""


class TotpConfirmation(TypedDict):
    code: str
    """What the app shows now"""


class VerificationFirstFault(TypedDict):
    seq: int
    why: str


class Verification(TypedDict):
    records: int
    checkpoints: int
    """Signatures that were checked"""
    intact: bool
    firstFault: NotRequired[VerificationFirstFault]
    key: str
    """Fingerprint of the signing key: SHA-256, hex; compare it with the one noted at the start"""


class WebhookFailing(TypedDict):
    since: str
    """ISO 8601, UTC, with up to six digits of a second"""
    attempts: int
    next: str
    """ISO 8601, UTC, with up to six digits of a second"""
    answer: str
    event: NotRequired[str]
    """Id of the event that waits for success"""


class WebhookMadeBy(TypedDict):
    kind: str
    id: str
    name: str


class Webhook(TypedDict):
    id: str
    """UUID"""
    name: str
    address: str
    types: list[str]
    asset: NotRequired[str]
    state: Literal['enabled', 'disabled', 'paused']
    """paused: by the platform, after a day without success or by 410 Gone"""
    why: NotRequired[str]
    """Of a paused one: the last answer"""
    position: str
    """Sequence up to which all was delivered"""
    behind: int
    """Events after it, of whatever type"""
    failing: NotRequired[WebhookFailing]
    replaying: int
    """Replays that are not at their end"""
    oldSecretEndsAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    lastDeliveredAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    madeBy: WebhookMadeBy
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class WebhookDelivery(TypedDict):
    id: str
    """UUID"""
    webhook: str
    """UUID"""
    event: str
    """Its id, and webhook-id of every attempt"""
    sequence: NotRequired[str]
    type: str
    kind: Literal['event', 'replay', 'test']
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    attempt: int
    outcome: Literal['delivered', 'failed', 'skipped']
    status: NotRequired[int]
    """HTTP status that came back; missing where none did"""
    ms: int
    """From the request to the end of the answer"""
    answer: str
    """How the answer began, or what was seen instead of one"""


class WebhookDeliveryPage(TypedDict):
    items: list[WebhookDelivery]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class WebhookDeliveryWholeRequest(TypedDict):
    """Missing where the event is not kept any more; without the signature"""

    address: str
    headers: dict[str, str]
    body: str


class WebhookDeliveryWhole(TypedDict):
    id: str
    """UUID"""
    webhook: str
    """UUID"""
    event: str
    """Its id, and webhook-id of every attempt"""
    sequence: NotRequired[str]
    type: str
    kind: Literal['event', 'replay', 'test']
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    attempt: int
    outcome: Literal['delivered', 'failed', 'skipped']
    status: NotRequired[int]
    """HTTP status that came back; missing where none did"""
    ms: int
    """From the request to the end of the answer"""
    answer: str
    """How the answer began, or what was seen instead of one"""
    request: NotRequired[WebhookDeliveryWholeRequest]
    """Missing where the event is not kept any more; without the signature"""


class WebhookList(TypedDict):
    items: list[Webhook]


class WebhookMadeFailing(TypedDict):
    since: str
    """ISO 8601, UTC, with up to six digits of a second"""
    attempts: int
    next: str
    """ISO 8601, UTC, with up to six digits of a second"""
    answer: str
    event: NotRequired[str]
    """Id of the event that waits for success"""


class WebhookMadeMadeBy(TypedDict):
    kind: str
    id: str
    name: str


class WebhookMade(TypedDict):
    id: str
    """UUID"""
    name: str
    address: str
    types: list[str]
    asset: NotRequired[str]
    state: Literal['enabled', 'disabled', 'paused']
    """paused: by the platform, after a day without success or by 410 Gone"""
    why: NotRequired[str]
    """Of a paused one: the last answer"""
    position: str
    """Sequence up to which all was delivered"""
    behind: int
    """Events after it, of whatever type"""
    failing: NotRequired[WebhookMadeFailing]
    replaying: int
    """Replays that are not at their end"""
    oldSecretEndsAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    lastDeliveredAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    madeBy: WebhookMadeMadeBy
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    secret: str
    """whsec_…; shown this once"""


class WebhookReplay(TypedDict):
    events: int
    """Events that the subscription is for and that go out again"""


class WebhookReplayRequest(TypedDict):
    since: str
    """ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number"""
    until: NotRequired[str]
    """ISO 8601 with a zone, or µs since 1970-01-01 UTC as a whole number"""


class WebhookRequest(TypedDict):
    name: str
    address: str
    """https URL that is posted to"""
    types: list[str]
    """Of the catalogue; whoever sets them must be allowed to see each"""
    asset: NotRequired[str]
    """Only what happens at this asset and below"""
    enabled: NotRequired[bool]


WebhookResumeRequest = TypedDict('WebhookResumeRequest', {
    'from': "Literal['position', 'now']",
})


class WebhookSecret(TypedDict):
    secret: str
    """whsec_…; shown this once"""
    oldSecretEndsAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class WebhookSecretRequest(TypedDict):
    keepHours: int
    """So long the secret until now signs beside the new one"""


class WebhookSettings(TypedDict):
    url: str
    """https"""


class WeightedMeans(TypedDict):
    """Windows in which nothing is known are left out"""

    width: int
    """µs"""
    start: list[int]
    """Start of each window, µs since 1970 UTC"""
    mean: list[Union[float, None]]
    coverage: list[float]
    """Share of the window, within the range, in which the value is known: above 0, up to 1"""


class Words(TypedDict):
    en: str
    zh: str


class WorkCalendar(TypedDict):
    id: str
    name: str
    content: WorkCalendarContent


class WorkCalendarContentShiftsItemBreaksItem(TypedDict):
    begin: str
    """HH:MM, local time"""
    end: str
    """HH:MM, local time"""


class WorkCalendarContentShiftsItem(TypedDict):
    name: str
    begin: str
    """HH:MM, local time"""
    end: str
    """HH:MM; not later than the begin it is of the next day"""
    breaks: NotRequired[list[WorkCalendarContentShiftsItemBreaksItem]]
    days: list[int]


class WorkCalendarContentHolidaysItem(TypedDict):
    date: str
    """YYYY-MM-DD"""
    name: str


class WorkCalendarContentExceptionsItemShiftsItemBreaksItem(TypedDict):
    begin: str
    """HH:MM, local time"""
    end: str
    """HH:MM, local time"""


class WorkCalendarContentExceptionsItemShiftsItem(TypedDict):
    name: str
    begin: str
    """HH:MM, local time"""
    end: str
    """HH:MM; not later than the begin it is of the next day"""
    breaks: NotRequired[list[WorkCalendarContentExceptionsItemShiftsItemBreaksItem]]


class WorkCalendarContentExceptionsItem(TypedDict):
    date: str
    """YYYY-MM-DD"""
    name: str
    shifts: list[WorkCalendarContentExceptionsItemShiftsItem]


class WorkCalendarContent(TypedDict):
    zone: str
    """IANA time zone"""
    dayBegins: str
    """When a production day begins, HH:MM local"""
    weekBegins: int
    """1 is Monday"""
    shifts: list[WorkCalendarContentShiftsItem]
    holidays: list[WorkCalendarContentHolidaysItem]
    exceptions: list[WorkCalendarContentExceptionsItem]


class WorkCalendarList(TypedDict):
    items: list[WorkCalendar]


class WorkCalendarRequest(TypedDict):
    name: str
    content: WorkCalendarContent


class WorkOrderTasks(TypedDict):
    done: int
    total: int


class WorkOrder(TypedDict):
    id: str
    """UUID"""
    number: int
    asset: str
    """UUID"""
    path: list[str]
    """Names from the top down to the asset"""
    title: str
    priority: Literal['critical', 'high', 'medium', 'low']
    state: Literal['open', 'in_work', 'waiting', 'done', 'closed']
    cause: WorkOrderCause
    assigned: list[str]
    tasks: WorkOrderTasks
    dueAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    instructions: str
    checklist: list[WorkOrderTask]
    parts: list[WorkOrderPart]
    times: list[WorkOrderTime]
    photos: list[WorkOrderPhoto]
    steps: list[WorkOrderStep]
    """The first first"""
    may: list[Literal['start', 'wait', 'finish', 'reopen', 'close', 'cancel']]
    """Steps that fit its state"""
    startedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    doneAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    closedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    effect: NotRequired[WorkOrderEffect]


WorkOrderCause = TypedDict('WorkOrderCause', {
    'is': "Literal['plan', 'event', 'person']",
    'says': "str",
})


class WorkOrderChangeTasksItem(TypedDict):
    at: int
    """Place in the check list, from 0"""
    done: bool
    value: NotRequired[float]


class WorkOrderChange(TypedDict):
    tasks: NotRequired[list[WorkOrderChangeTasksItem]]
    parts: NotRequired[list[WorkOrderPart]]
    times: NotRequired[list[WorkOrderTime]]
    assigned: NotRequired[list[str]]
    dueAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


WorkOrderEffectBefore = TypedDict('WorkOrderEffectBefore', {
    'from': "str",
    'to': "str",
    'value': "float",
    'unit': "str",
})


WorkOrderEffectAfter = TypedDict('WorkOrderEffectAfter', {
    'from': "str",
    'to': "str",
    'value': "float",
    'unit': "str",
})


class WorkOrderEffect(TypedDict):
    kpi: str
    before: WorkOrderEffectBefore
    after: WorkOrderEffectAfter


WorkOrderEffectRequestBefore = TypedDict('WorkOrderEffectRequestBefore', {
    'from': "str",
    'to': "str",
})


WorkOrderEffectRequestAfter = TypedDict('WorkOrderEffectRequestAfter', {
    'from': "str",
    'to': "str",
})


class WorkOrderEffectRequest(TypedDict):
    kpi: str
    before: WorkOrderEffectRequestBefore
    after: WorkOrderEffectRequestAfter


class WorkOrderListedTasks(TypedDict):
    done: int
    total: int


class WorkOrderListed(TypedDict):
    id: str
    """UUID"""
    number: int
    asset: str
    """UUID"""
    path: list[str]
    """Names from the top down to the asset"""
    title: str
    priority: Literal['critical', 'high', 'medium', 'low']
    state: Literal['open', 'in_work', 'waiting', 'done', 'closed']
    cause: WorkOrderCause
    assigned: list[str]
    tasks: WorkOrderListedTasks
    dueAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    createdAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    changedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""


class WorkOrderMove(TypedDict):
    move: Literal['start', 'wait', 'finish', 'reopen', 'close', 'cancel']
    note: NotRequired[str]
    effect: NotRequired[WorkOrderEffectRequest]


class WorkOrderPage(TypedDict):
    items: list[WorkOrderListed]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class WorkOrderPart(TypedDict):
    name: str
    number: NotRequired[str]
    """Of the store or the maker"""
    quantity: float
    unit: str


class WorkOrderPhotoBy(TypedDict):
    kind: str
    id: str
    name: str


class WorkOrderPhoto(TypedDict):
    id: str
    """UUID"""
    type: str
    width: int
    height: int
    by: WorkOrderPhotoBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""


class WorkOrderRequest(TypedDict):
    asset: str
    """UUID"""
    title: str
    instructions: NotRequired[str]
    priority: Literal['critical', 'high', 'medium', 'low']
    checklist: NotRequired[list[MaintenanceTask]]
    assigned: NotRequired[list[str]]
    dueAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class WorkOrderStepBy(TypedDict):
    kind: str
    id: str
    name: str


class WorkOrderStep(TypedDict):
    step: str
    by: WorkOrderStepBy
    at: str
    """ISO 8601, UTC, with up to six digits of a second"""
    note: str


class WorkOrderTask(TypedDict):
    text: str
    measure: NotRequired[str]
    """UCUM unit of a value that is to be read"""
    required: bool
    done: bool
    value: NotRequired[float]
    """In the unit of `measure`"""
    by: NotRequired[str]
    at: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""


class WorkOrderTime(TypedDict):
    person: str
    minutes: int
    day: str


WorkUnitStatesMappingRulesItemWhen4 = TypedDict('WorkUnitStatesMappingRulesItemWhen4', {
    'from': "NotRequired[float]",
    'below': "NotRequired[float]",
})


class WorkUnitStatesMappingRulesItem(TypedDict):
    when: Union[float, bool, str, WorkUnitStatesMappingRulesItemWhen4]
    state: Literal['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned']


class WorkUnitStatesMapping(TypedDict):
    rules: list[WorkUnitStatesMappingRulesItem]
    """The first that fits counts"""
    otherwise: NotRequired[Literal['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned']]


class WorkUnitStates(TypedDict):
    point: str
    """Tells what the work unit does"""
    mapping: WorkUnitStatesMapping
    gapSeconds: NotRequired[float]
    """How long a state stands without news"""


class WorkUnitCountersPQ(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitCountersGQ(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitCountersSQ(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitCountersRQ(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitCountersGP(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitCountersIP(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitCounters(TypedDict):
    PQ: NotRequired[WorkUnitCountersPQ]
    GQ: NotRequired[WorkUnitCountersGQ]
    SQ: NotRequired[WorkUnitCountersSQ]
    RQ: NotRequired[WorkUnitCountersRQ]
    GP: NotRequired[WorkUnitCountersGP]
    IP: NotRequired[WorkUnitCountersIP]


class WorkUnit(TypedDict):
    asset: str
    calendar: str
    """UUID"""
    states: NotRequired[WorkUnitStates]
    counters: WorkUnitCounters


class WorkUnitList(TypedDict):
    items: list[WorkUnit]


class WorkUnitNowShift(TypedDict):
    name: str
    begin: str
    """ISO 8601, UTC, with up to six digits of a second"""
    end: str
    """ISO 8601, UTC, with up to six digits of a second"""


class WorkUnitNowOrderProduct(TypedDict):
    code: str
    name: str


class WorkUnitNowOrder(TypedDict):
    id: str
    number: str
    product: WorkUnitNowOrderProduct
    quantity: NotRequired[float]
    begin: str
    """ISO 8601, UTC, with up to six digits of a second"""


class WorkUnitNowDowntime(TypedDict):
    """The reason that counts"""

    id: str
    reason: str
    begin: str
    """ISO 8601, UTC, with up to six digits of a second"""


class WorkUnitNowUnexplainedItem(TypedDict):
    begin: str
    """ISO 8601, UTC, with up to six digits of a second"""
    end: NotRequired[str]
    """Missing while it lasts"""
    state: Literal['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned']


class WorkUnitNow(TypedDict):
    asset: str
    name: str
    path: list[str]
    """Names from the top down to the asset"""
    state: Literal['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned']
    """By its signal, or by the reason that was entered"""
    since: NotRequired[str]
    """Missing: for more than a day"""
    plan: Literal['off', 'stop', 'busy']
    """off: no shift; stop: a break; busy: planned to work"""
    shift: NotRequired[WorkUnitNowShift]
    order: NotRequired[WorkUnitNowOrder]
    downtime: NotRequired[WorkUnitNowDowntime]
    """The reason that counts"""
    unexplained: list[WorkUnitNowUnexplainedItem]
    """Stood for a minute or more within planned time of the last day, without a reason; newest first"""


class WorkUnitNowList(TypedDict):
    items: list[WorkUnitNow]


WorkUnitRequestStatesMappingRulesItemWhen4 = TypedDict('WorkUnitRequestStatesMappingRulesItemWhen4', {
    'from': "NotRequired[float]",
    'below': "NotRequired[float]",
})


class WorkUnitRequestStatesMappingRulesItem(TypedDict):
    when: Union[float, bool, str, WorkUnitRequestStatesMappingRulesItemWhen4]
    state: Literal['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned']


class WorkUnitRequestStatesMapping(TypedDict):
    rules: list[WorkUnitRequestStatesMappingRulesItem]
    """The first that fits counts"""
    otherwise: NotRequired[Literal['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned']]


class WorkUnitRequestStates(TypedDict):
    point: str
    """Tells what the work unit does"""
    mapping: WorkUnitRequestStatesMapping
    gapSeconds: NotRequired[float]
    """How long a state stands without news"""


class WorkUnitRequestCountersPQ(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitRequestCountersGQ(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitRequestCountersSQ(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitRequestCountersRQ(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitRequestCountersGP(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitRequestCountersIP(TypedDict):
    point: str
    """UUID"""
    rollover: NotRequired[float]
    """At this reading it begins again at 0"""


class WorkUnitRequestCounters(TypedDict):
    PQ: NotRequired[WorkUnitRequestCountersPQ]
    GQ: NotRequired[WorkUnitRequestCountersGQ]
    SQ: NotRequired[WorkUnitRequestCountersSQ]
    RQ: NotRequired[WorkUnitRequestCountersRQ]
    GP: NotRequired[WorkUnitRequestCountersGP]
    IP: NotRequired[WorkUnitRequestCountersIP]


class WorkUnitRequest(TypedDict):
    calendar: str
    """UUID"""
    states: NotRequired[WorkUnitRequestStates]
    counters: WorkUnitRequestCounters


class WorkUnitStretch(TypedDict):
    begin: str
    """ISO 8601, UTC, with up to six digits of a second"""
    end: str
    """ISO 8601, UTC, with up to six digits of a second"""
    state: Literal['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned']
    plan: Literal['off', 'stop', 'busy']
    """off: no shift; stop: a break; busy: planned to work"""
    downtime: NotRequired[str]
    """The reason that counts, as it was entered"""
    reason: NotRequired[str]


class WorkUnitStretchList(TypedDict):
    items: list[WorkUnitStretch]


class WritePoint(TypedDict):
    id: str
    name: str
    path: list[str]
    type: Literal['double', 'int64', 'boolean', 'string']
    unit: NotRequired[str]
    """UCUM code"""
    low: NotRequired[float]
    """Lower end of the engineering range, in `unit`"""
    high: NotRequired[float]
    """Upper end of the engineering range, in `unit`"""


class WriteAskedBy(TypedDict):
    kind: str
    id: str
    name: str


class WriteDecidedBy(TypedDict):
    kind: str
    id: str
    name: str


class WriteBefore(TypedDict):
    """What was held when it was sent"""

    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    value: Union[float, str, bool, None]
    """An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity"""
    status: int
    """OPC UA StatusCode"""
    quality: Literal['good', 'uncertain', 'bad']
    statusName: str


class WriteAfter(TypedDict):
    """What was read back"""

    time: str
    """ISO 8601, UTC, with up to six digits of a second"""
    value: Union[float, str, bool, None]
    """An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity"""
    status: int
    """OPC UA StatusCode"""
    quality: Literal['good', 'uncertain', 'bad']
    statusName: str


class Write(TypedDict):
    id: str
    state: Literal['waiting', 'sending', 'done', 'failed', 'unknown', 'refused', 'withdrawn', 'expired']
    """waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time"""
    point: WritePoint
    value: Union[float, bool, str]
    """In the unit of the point; a whole number beyond 2^53 as a text of digits"""
    reason: str
    askedBy: WriteAskedBy
    askedAt: str
    """ISO 8601, UTC, with up to six digits of a second"""
    grant: NotRequired[str]
    """The grant through which it was asked"""
    expiresAt: NotRequired[str]
    """Until when it waits for a second person"""
    decidedBy: NotRequired[WriteDecidedBy]
    decidedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    note: NotRequired[str]
    """Of who confirmed or refused"""
    sentAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    endedAt: NotRequired[str]
    """ISO 8601, UTC, with up to six digits of a second"""
    before: NotRequired[WriteBefore]
    """What was held when it was sent"""
    after: NotRequired[WriteAfter]
    """What was read back"""
    status: NotRequired[int]
    """OPC UA StatusCode"""
    statusName: NotRequired[str]
    message: NotRequired[str]
    """What the device or its edge said"""


class WriteDecision(TypedDict):
    note: NotRequired[str]
    """Why; it stands in the audit"""


class WritePage(TypedDict):
    items: list[Write]
    next: NotRequired[str]
    """Cursor of the next page; missing on the last"""
    total: NotRequired[int]
    """Items in the whole list; told with the first page"""


class WriteRefusal(TypedDict):
    note: str
    """Why; it stands in the audit"""


class WriteRequest(TypedDict):
    value: Union[float, bool, str]
    """In the unit of the point; a whole number beyond 2^53 as a text of digits"""
    reason: str
    """Why; it stands in the audit"""
    id: NotRequired[str]
    """Made by the caller: the same write sent again with the same id is done once"""


class WriteRule(TypedDict):
    id: str
    asset: Union[str, None]
    """null: the whole organisation"""
    assetName: NotRequired[str]
    confirm: bool
    """A second person confirms each write here and below"""
    minutes: int
    """How long a write waits for that, min"""


class WriteRuleList(TypedDict):
    items: list[WriteRule]


class WriteRuleRequest(TypedDict):
    asset: Union[str, None]
    """Here and below; null: the whole organisation"""
    confirm: bool
    """A second person confirms"""
    minutes: NotRequired[int]
