using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Apply;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Apply;

/// <summary>Random sequences of applies and plain writes, from a fixed seed; what must hold after each.</summary>
public sealed class ApplyInvariantsTests
{
    private static readonly string[] Managers = ["alice", "bob", "carol"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Apply_keeps_its_promises(int seed)
    {
        var random = new Random(seed);
        JsonObject? live = null;
        var wanted = new Dictionary<string, JsonObject>();
        for (var step = 0; step < 30; step++)
        {
            var now = Start.AddSeconds(step);
            var manager = Managers[random.Next(Managers.Length)];
            var spec = RandomSpec(random);
            var result = ServerSideApply.Apply(live, Widgets.Widget(spec.ToJsonString()), manager, force: false, Widgets.Type, null, now);
            if (result.Conflicts.Count > 0)
            {
                // Nobody else's value may be overruled without force ...
                Assert.All(result.Conflicts, conflict => Assert.NotEqual(manager, conflict.Manager.Name));
                result = ServerSideApply.Apply(live, Widgets.Widget(spec.ToJsonString()), manager, force: true, Widgets.Type, null, now);
                Assert.Empty(result.Conflicts);
                wanted.Clear();
            }

            var before = live;
            live = result.Object!;
            Widgets.Type.Normalize(live);
            wanted[manager] = spec;

            // ... what was applied is there, for everybody who was not overruled since ...
            Assert.All(wanted, entry => AssertHolds(entry.Value, (JsonObject)live["spec"]!, $"{entry.Key} after step {step}"));

            // ... and applying it again changes nothing.
            var again = ServerSideApply.Apply(live, Widgets.Widget(spec.ToJsonString()), manager, force: false, Widgets.Type, null, now.AddHours(1));
            Assert.Empty(again.Conflicts);
            Assert.False(again.Changed, $"step {step}: {before?.ToJsonString()} -> {live.ToJsonString()} -> {again.Object?.ToJsonString()}");
            Assert.Equal(live.ToJsonString(), again.Object!.ToJsonString());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_manager_that_lets_go_of_everything_leaves_what_others_hold(int seed)
    {
        var random = new Random(seed);
        var mine = RandomSpec(random);
        var theirs = RandomSpec(random);
        var live = Apply(null, mine, "alice");
        live = Apply(live, theirs, "bob");
        live = Apply(live, [], "alice");

        AssertHolds(theirs, (JsonObject)live["spec"]!, "bob");
        var alone = Apply(null, theirs, "bob");
        Assert.True(JsonNode.DeepEquals(Sorted(alone["spec"]), Sorted(live["spec"])), $"{alone["spec"]} != {live["spec"]}");
    }

    private static JsonObject Apply(JsonObject? live, JsonObject spec, string manager)
    {
        var result = ServerSideApply.Apply(live, Widgets.Widget(spec.ToJsonString()), manager, force: true, Widgets.Type, null, Start);
        Widgets.Type.Normalize(result.Object!);
        return result.Object!;
    }

    private static JsonObject RandomSpec(Random random)
    {
        var spec = new JsonObject();
        Maybe(() => spec["size"] = random.Next(2) == 0 ? "small" : "large");
        Maybe(() => spec["replicas"] = random.Next(3));
        Maybe(() => spec["labels"] = Map());
        Maybe(() => spec["selector"] = Map());
        Maybe(() => spec["free"] = new JsonObject { ["deep"] = Map(), ["list"] = new JsonArray(random.Next(3)) });
        Maybe(() => spec["args"] = new JsonArray($"{random.Next(3)}"));
        Maybe(() => spec["tags"] = new JsonArray([.. Some("a", "b", "c", "d").Select(tag => (JsonNode)tag)]));
        Maybe(() => spec["ports"] = new JsonArray([.. Some("80", "81", "82").Select(Port)]));
        return spec;

        void Maybe(Action set)
        {
            if (random.Next(2) == 0)
            {
                set();
            }
        }

        IEnumerable<string> Some(params string[] choices)
        {
            var picked = choices.Where(_ => random.Next(2) == 0).ToArray();
            random.Shuffle(picked);
            return picked.DefaultIfEmpty(choices[0]);
        }

        JsonObject Map() => new([.. Some("x", "y").Select(name => KeyValuePair.Create(name, (JsonNode?)$"{random.Next(2)}"))]);

        JsonNode Port(string number)
        {
            var port = new JsonObject { ["port"] = int.Parse(number) };
            if (random.Next(2) == 0)
            {
                port["name"] = $"n{random.Next(2)}";
            }

            if (random.Next(3) == 0)
            {
                port["protocol"] = "UDP";
            }

            return port;
        }
    }

    private static void AssertHolds(JsonObject wanted, JsonObject actual, string who)
    {
        foreach (var (name, value) in wanted)
        {
            switch (name)
            {
                case "labels" or "free" or "deep":
                    AssertHolds((JsonObject)value!, (JsonObject)actual[name]!, who);
                    break;
                case "tags":
                    Assert.Subset(Texts(actual[name]), Texts(value));
                    break;
                case "ports":
                    foreach (var port in value!.AsArray().OfType<JsonObject>())
                    {
                        var match = actual["ports"]!.AsArray().OfType<JsonObject>().Single(candidate =>
                            JsonNode.DeepEquals(candidate["port"], port["port"])
                            && (string?)candidate["protocol"] == ((string?)port["protocol"] ?? "TCP"));
                        AssertHolds(port, match, who);
                    }

                    break;
                default:
                    Assert.True(JsonNode.DeepEquals(value, actual[name]), $"{who}: {name} is {actual[name]?.ToJsonString()}, wanted {value?.ToJsonString()}");
                    break;
            }
        }
    }

    private static HashSet<string> Texts(JsonNode? list) => [.. list!.AsArray().Select(item => (string)item!)];

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal)]),
        _ => node?.DeepClone(),
    };
}
