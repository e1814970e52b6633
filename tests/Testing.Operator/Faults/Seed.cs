using System.Globalization;

namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>
/// One number from which everything random follows, and which may name one case: its last five digits are the case's
/// number in its group, or 0 for all of them.
/// </summary>
public readonly record struct Seed(int Run, int Case)
{
    private const string Variable = "PRIVATECLOUD_FAULT_SEED";
    private const int CasesPerRun = 100_000;

    /// <summary>What the environment says; 100000 otherwise, so that two runs of the same code are alike.</summary>
    public static Seed Current { get; } = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Whether every fault is put at every place, which takes an hour, rather than every fault somewhere and at every place some fault.</summary>
    public static bool IsEverything { get; } = Environment.GetEnvironmentVariable("PRIVATECLOUD_FAULT_FULL") == "1";

    public Seed Of(int number) => this with { Case = number };

    public Random Random() => new((Run * CasesPerRun) + Case);

    /// <summary>How to see this case again.</summary>
    public override string ToString() => $"{Variable}={(Run * CasesPerRun) + Case}";

    private static Seed Parse(string? text)
    {
        var number = string.IsNullOrEmpty(text) ? CasesPerRun
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given
            : throw new FormatException($"{Variable} is '{text}'. Set it to a number such as 100042: run 1, case 42 of a group; 100000 are all cases of run 1.");
        return new(number / CasesPerRun, number % CasesPerRun);
    }
}
