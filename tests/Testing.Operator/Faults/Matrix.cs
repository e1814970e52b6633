using System.Collections.Concurrent;

namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>One case of a group.</summary>
public sealed record MatrixCase(string Name, Func<FaultSpace, Task> RunAsync);

/// <summary>What a case gets: a name that no other has, and its own source of chance.</summary>
public sealed record FaultSpace(string Namespace, Random Random);

/// <summary>Runs the cases of a group beside each other, and tells of those that failed how to see them again.</summary>
public static class Matrix
{
    /// <param name="group">As <c>docs/reliability.md</c> names it.</param>
    /// <param name="cases">In an order that depends on nothing but the code.</param>
    /// <param name="concurrency">How many at once.</param>
    public static async Task RunAsync(string group, IReadOnlyList<MatrixCase> cases, int concurrency = 24)
    {
        var failures = new ConcurrentBag<(int Number, string Text)>();
        var chosen = Enumerable.Range(1, cases.Count).Where(number => Seed.Current.Case is 0 || Seed.Current.Case == number).ToList();
        await Parallel.ForEachAsync(
            chosen,
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) =>
            {
                var name = $"{new string([.. group.ToLowerInvariant().Where(char.IsAsciiLetter)])}-{number}";
                try
                {
                    await cases[number - 1].RunAsync(new FaultSpace(name, Seed.Current.Of(number).Random()));
                }
#pragma warning disable CA1031 // Whatever a case throws is its result.
                catch (Exception exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    failures.Add((number, $"{cases[number - 1].Name}\n  again: {Seed.Current.Of(number)}\n{exception}"));
                }
            });

        TestContext.Current.TestOutputHelper?.WriteLine($"{group}: {chosen.Count} of {cases.Count} cases, {Seed.Current}");
        if (!failures.IsEmpty)
        {
            var told = failures.OrderBy(failure => failure.Number).Take(5).Select(failure => failure.Text);
            var names = failures.OrderBy(failure => failure.Number).Select(failure => $"{failure.Number} {cases[failure.Number - 1].Name}");
            Assert.Fail($"{group}: {failures.Count} of {chosen.Count} cases failed.\n{string.Join('\n', names)}\n\n{string.Join("\n\n", told)}");
        }

        ReliabilityPage.AssertCount(group, cases.Count);
    }
}
