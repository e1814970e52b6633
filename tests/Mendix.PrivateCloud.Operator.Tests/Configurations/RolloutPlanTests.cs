using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Configurations;

namespace Mendix.PrivateCloud.Operator.Tests.Configurations;

/// <summary>Who may take a configuration: decided from how the environments are and what was granted before, and from nothing else.</summary>
public sealed class RolloutPlanTests
{
    private const EnvironmentHealth Ready = EnvironmentHealth.Ready;
    private const EnvironmentHealth Underway = EnvironmentHealth.Underway;
    private const EnvironmentHealth Unwell = EnvironmentHealth.Unwell;

    [Fact]
    public void As_many_as_there_are_places_take_it_first()
    {
        var plan = Make(2, null, Old("a", Ready), Old("b", Ready), Old("c", Ready));

        Assert.Equal(["a", "b"], plan.Turns);
        Assert.Empty(plan.Unwell);
    }

    [Fact]
    public void A_place_is_free_when_its_environment_is_Ready_and_not_before()
    {
        Assert.Equal(["a", "b"], Make(2, Granted(["a", "b"]), New("a", Underway), Old("b", Ready), Old("c", Ready)).Turns);
        Assert.Equal(["b", "c"], Make(2, Granted(["a", "b"]), New("a", Ready), New("b", Underway), Old("c", Ready)).Turns);
    }

    [Fact]
    public void Environments_that_do_not_come_up_end_the_roll_out()
    {
        var plan = Make(2, Granted(["a", "b"]), New("a", Unwell), New("b", Unwell), Old("c", Ready), Old("d", Ready));

        Assert.Equal(["a", "b"], plan.Turns);
    }

    [Fact]
    public void One_that_was_through_and_failed_afterwards_holds_a_place_again() =>
        Assert.Equal(["a"], Make(1, Granted([]), New("a", Unwell), Old("b", Ready)).Turns);

    [Fact]
    public void One_that_was_through_and_is_only_busy_holds_none() =>
        Assert.Equal(["b"], Make(1, Granted([]), New("a", Underway), Old("b", Ready)).Turns);

    [Fact]
    public void What_was_not_well_before_takes_it_at_once_and_holds_no_place()
    {
        var plan = Make(1, Granted([]), Old("a", Unwell), Old("b", Unwell), Old("c", Ready));
        AssertPlan(["c"], ["a", "b"], plan);

        // Still unwell with the new one: no witness against it.
        plan = Make(1, Granted(["c"], ["a", "b"]), New("a", Unwell), New("b", Ready), New("c", Ready), Old("d", Ready));
        AssertPlan(["d"], ["a"], plan);
    }

    [Fact]
    public void One_whose_turn_came_and_that_failed_before_it_began_gives_its_place_back()
    {
        var plan = Make(1, Granted(["a"]), Old("a", Unwell), Old("b", Ready));

        AssertPlan(["b"], ["a"], plan);
    }

    [Fact]
    public void One_whose_own_wish_is_refused_gets_no_turn_and_keeps_none()
    {
        var plan = Make(1, Granted(["a"]), Old("a", EnvironmentHealth.Blocked), Old("b", Ready));

        AssertPlan(["b"], [], plan);
    }

    [Fact]
    public void Well_ones_come_before_busy_ones() => Assert.Equal(["b"], Make(1, null, Old("a", Underway), Old("b", Ready)).Turns);

    [Fact]
    public void The_next_configuration_counts_those_that_are_still_busy_with_the_one_before()
    {
        var before = Granted(["a", "b"], revision: "former");

        Assert.Equal(["a", "b"], Make(2, before, Old("a", Underway), Old("b", Underway), Old("c", Ready)).Turns);
        // The turn of one that is Ready was for the former configuration; it queues again, in its order.
        Assert.Equal(["a"], Make(1, Granted(["b"], revision: "former"), Old("a", Ready), Old("b", Ready)).Turns);
    }

    [Fact]
    public void A_corrected_configuration_reaches_those_that_the_wrong_one_broke_at_once()
    {
        var plan = Make(1, Granted(["a", "b"], revision: "wrong"), Old("a", Unwell), Old("b", Unwell), Old("c", Ready));

        AssertPlan(["c"], ["a", "b"], plan);
    }

    [Fact]
    public void While_it_is_paused_nobody_takes_it_and_turns_that_were_not_used_are_taken_back()
    {
        var plan = Make(2, Granted(["a", "b"]), isPaused: true, New("a", Underway), Old("b", Ready), Old("c", Unwell));

        AssertPlan(["a"], [], plan);
    }

    [Fact]
    public void One_that_is_gone_holds_no_place() => Assert.Equal(["b"], Make(1, Granted(["a"], ["x"]), Old("b", Ready)).Turns);

    [Fact]
    public void Whatever_the_order_of_events_there_are_never_more_than_the_places()
    {
        // Every state of four environments, with every set of earlier turns: the invariant does not depend on how it came about.
        EnvironmentHealth[] healths = [Ready, Underway, Unwell, EnvironmentHealth.Blocked];
        string[] names = ["a", "b", "c", "d"];
        for (var states = 0; states < 7 * 7 * 7 * 7; states++)
        {
            for (var turns = 0; turns < 16; turns++)
            {
                var seen = names.Select((name, i) => State(name, states / (int)Math.Pow(7, i) % 7)).ToArray();
                var granted = names.Where((_, i) => (turns & (1 << i)) != 0).ToList();
                var plan = Make(2, Granted(granted), seen);

                var added = plan.Turns.Except(granted).Where(name => !seen.Single(state => state.Name == name).IsUpdated).ToList();
                Assert.True(added.Count == 0 || plan.Turns.Count <= 2, $"{string.Join(' ', seen)} {string.Join(',', granted)}: {string.Join(',', plan.Turns)}");
                Assert.Empty(plan.Turns.Intersect(plan.Unwell));
                Assert.All(seen.Where(state => state is { IsUpdated: true, Health: Ready }), state => Assert.DoesNotContain(state.Name, plan.Turns));
            }
        }

        EnvironmentState State(string name, int which) => which < 4 ? new(name, false, healths[which]) : new(name, true, healths[which - 4]);
    }

    [Theory]
    [InlineData("10%", 5, 1)]
    [InlineData("10%", 11, 2)]
    [InlineData("100%", 7, 7)]
    [InlineData(null, 350, 35)]
    [InlineData(null, 0, 1)]
    public void A_percentage_is_of_all_environments_and_rounded_up(string? limit, int environments, int places) =>
        Assert.Equal(places, RolloutPlaces.Of(limit is null ? (IntOrString?)null : new IntOrString(limit), environments));

    [Theory]
    [InlineData("0%", false)]
    [InlineData("101%", false)]
    [InlineData("-1%", false)]
    [InlineData("ten", false)]
    [InlineData("%", false)]
    [InlineData("1%", true)]
    public void Only_percentages_of_some_use_are_right(string limit, bool isValid) => Assert.Equal(isValid, RolloutPlaces.IsValid(limit));

    [Fact]
    public void Only_positive_numbers_are_right()
    {
        Assert.True(RolloutPlaces.IsValid(1));
        Assert.False(RolloutPlaces.IsValid(0));
    }

    private static void AssertPlan(string[] turns, string[] unwell, RolloutPlan plan)
    {
        Assert.Equal(turns, plan.Turns);
        Assert.Equal(unwell, plan.Unwell);
    }

    private static RolloutPlan Make(int places, ConfigurationRolloutStatus? before, params EnvironmentState[] environments) =>
        Make(places, before, isPaused: false, environments);

    private static RolloutPlan Make(int places, ConfigurationRolloutStatus? before, bool isPaused, params EnvironmentState[] environments) =>
        RolloutPlan.Make("newest", new OperatorRollout { MaxUnavailable = places, Paused = isPaused }, before, environments);

    private static EnvironmentState Old(string name, EnvironmentHealth health) => new(name, IsUpdated: false, health);

    private static EnvironmentState New(string name, EnvironmentHealth health) => new(name, IsUpdated: true, health);

    private static ConfigurationRolloutStatus Granted(IEnumerable<string> turns, IEnumerable<string>? unwell = null, string revision = "newest") =>
        new() { Revision = revision, Turns = [.. turns], Unwell = [.. unwell ?? []] };
}
