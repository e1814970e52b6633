using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioners.Conformance.Running;
using Mendix.PrivateCloud.Provisioning.Plans;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <summary>A bad plan is refused before any server is asked, by an error that names the field and the remedy and quotes no secret.</summary>
/// <inheritdoc />
public abstract class PlanConformance<TFixture>(TFixture fixture) : ConformanceTests<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string Canary = "canary-In-The-Wrong-Place";

    /// <summary>Missing fields, values out of range or of the wrong kind, unknown fields, and the author's own bad plans.</summary>
    [Fact]
    public async Task A_bad_plan_is_refused_with_the_field_and_the_remedy()
    {
        await using var scenario = await StartAsync();
        var schema = scenario.Provisioner.Descriptor.Plan;
        var faults = PlanFaults.Of(schema, Fixture.Plan).Concat(Fixture.BadPlans.Select(bad => new PlanFault(bad.Field, "as the fixture has it", bad.Plan)));
        var accepted = new List<string>();
        foreach (var fault in faults)
        {
            if (Problem(scenario, fault) is { } problem)
            {
                accepted.Add($"{(fault.Field.Length == 0 ? "between fields" : fault.Field)}, {fault.What}: {problem}");
            }
        }

        if (accepted.Count > 0)
        {
            scenario.Break("BindPlan refuses a bad plan with a PlanException whose errors name the field, the fault and the remedy.",
                string.Join("\n              ", accepted),
                "Put validation attributes on the plan's properties, and let the plan be IValidatableObject for faults between fields.");
        }

        await scenario.ExpectAsync(
            scenario.Before,
            "a bad plan is refused before any server is asked.",
            "After binding bad plans",
            "Validate without looking at a server.");
    }

    /// <summary>A secret that stands where anybody can read it is refused and not repeated.</summary>
    [Fact]
    public async Task A_secret_in_the_wrong_place_is_refused_and_not_quoted()
    {
        await using var scenario = await StartAsync();
        var secrets = scenario.Provisioner.Descriptor.Plan.Fields.Where(field => field.IsSecret).Select(field => field.Name);
        foreach (var field in secrets.Append("passwrod"))
        {
            var failure = await scenario.FailureOfAsync(() => Task.FromResult(scenario.Provisioner.BindPlan(Fixture.Plan.With(field, JsonValue.Create(Canary)))));
            if (failure is not PlanException refusal || refusal.Errors.All(error => error.Field != field))
            {
                scenario.Break(
                    "a secret among the parameters is refused.",
                    $"with '{field}' among the parameters, binding {Scenario.Outcome(failure)}.",
                    "Make secret fields SecretValue, and bind plans with StorageProvisioner.");
            }

            if (failure.ToString().Contains(Canary, StringComparison.Ordinal))
            {
                scenario.Break("an error quotes no secret, also none that stands in the wrong place.", $"the error about '{field}' quotes its value.",
                    "Name the field only: an unknown field may be a secret that was misspelled.");
            }
        }
    }

    /// <summary>A plan record that was made in code, and is not valid, is refused by every verb.</summary>
    [Fact]
    public async Task A_bad_plan_from_code_is_refused_by_every_verb()
    {
        await using var scenario = await StartAsync();
        var schema = scenario.Provisioner.Descriptor.Plan;
        if (!schema.Fields.Any(field => field.IsRequired && field.Default is null or ""))
        {
            Assert.Skip("The plan has no field that must be filled in.");
        }

        var empty = Activator.CreateInstance(schema.PlanType)!;
        var tenant = Scenario.NewTenant();
        foreach (var (verb, run) in new (string, Func<Task>)[]
                 {
                     ("ProvisionAsync", () => scenario.Verbs.ProvisionAsync(tenant, plan: empty)),
                     ("DeprovisionAsync", () => scenario.Verbs.DeprovisionAsync(tenant, plan: empty)),
                 })
        {
            var failure = await scenario.FailureOfAsync(run);
            if (failure is not PlanException)
            {
                scenario.Break(
                    "a plan that was made in code is validated as well.",
                    $"with new {schema.PlanType.Name}(), {verb} {Scenario.Outcome(failure)}.",
                    "Validate the plan in every verb, or derive from StorageProvisioner.");
            }
        }

        var report = await scenario.CheckAsync(empty);
        if (report.Passed)
        {
            scenario.Break(
                "a check tells the faults of the plan itself.",
                $"the check of new {schema.PlanType.Name}() passes.",
                "Validate the plan in the check as well.");
        }
    }

    /// <summary>Whoever fills in a plan finds each field explained, by a schema that any editor reads.</summary>
    [Fact]
    public async Task The_schema_explains_every_field()
    {
        await using var scenario = await StartAsync();
        var schema = scenario.Provisioner.Descriptor.Plan;
        var properties = schema.ToJsonSchema()["properties"]?.AsObject() ?? [];
        var problems = schema.Fields.SelectMany(field => SchemaProblems(field, properties[field.Name] as JsonObject)).Concat(PlanFaults.WrongDefaults(schema)).ToList();
        if (problems.Count > 0)
        {
            scenario.Break("every field of a plan is described, has a type that JSON Schema knows, and a default that is valid.",
                string.Join("\n              ", problems), "Put [Description] on the property, and use texts, numbers, booleans, enums, lists of those, and SecretValue.");
        }
    }

    private static IEnumerable<string> SchemaProblems(PlanField field, JsonObject? property)
    {
        if (string.IsNullOrWhiteSpace(field.Description))
        {
            yield return $"'{field.Name}' has no [Description].";
        }

        if (property?["type"] is null)
        {
            yield return $"'{field.Name}' is a {field.Type.Name}, which JSON Schema has no type for.";
        }

        if (!field.IsSecret && LooksSecret(field.Name) && field.Type == typeof(string))
        {
            yield return $"'{field.Name}' sounds like a secret and is a text that anybody may see; make it a SecretValue.";
        }
    }

    private static bool LooksSecret(string name) =>
        name.EndsWith("password", StringComparison.OrdinalIgnoreCase) || name.EndsWith("secret", StringComparison.OrdinalIgnoreCase) ||
        name.EndsWith("secretKey", StringComparison.OrdinalIgnoreCase) || name.EndsWith("accountKey", StringComparison.OrdinalIgnoreCase) ||
        name.EndsWith("token", StringComparison.OrdinalIgnoreCase);

    private static string? Problem(Scenario scenario, PlanFault fault)
    {
        try
        {
            scenario.Provisioner.BindPlan(fault.Plan);
            return "it is accepted.";
        }
        catch (PlanException refusal)
        {
            scenario.Evidence.Add("the refusal of a plan", refusal);
            return refusal.Errors.FirstOrDefault(error => error.Field == fault.Field) is not { } error
                ? $"the errors name {string.Join(", ", refusal.Errors.Select(other => $"'{other.Field}'"))} only."
                : string.IsNullOrWhiteSpace(error.Problem) || string.IsNullOrWhiteSpace(error.Remedy) ? "the error says no fault or no remedy."
                : scenario.Secrets.Find(refusal.ToString()) is { } secret ? $"the error quotes {secret}."
                : null;
        }
        catch (Exception other)
        {
            return $"it {Scenario.Outcome(other)} That is not a PlanException.";
        }
    }
}
