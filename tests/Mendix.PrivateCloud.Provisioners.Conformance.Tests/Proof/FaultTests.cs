using Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Proof;

/// <summary>Each mistake of an author is found, by the test that is there for it, in words that name it.</summary>
[Collection("Conformance of provisioners")]
public sealed class FaultTests
{
    [Theory]
    [InlineData(Fault.RandomNames, "LifecycleConformance.Provisioning_again_changes_nothing_and_keeps_the_data", "unexpected: vault")]
    [InlineData(Fault.TruncatedNames, "NameConformance.Names_that_look_alike_are_different_tenants", "With .apps./.n+… .* threw VaultException")]
    [InlineData(Fault.UnquotedText, "NameConformance.Any_name_works_and_nothing_else_is_touched", "With the name .*, writing with them threw")]
    [InlineData(Fault.NoMark, "OwnershipConformance.A_foreign_thing_is_a_conflict_and_stays_as_it_is", "provisioning succeeded")]
    [InlineData(Fault.AdoptsForeignThings, "OwnershipConformance.Deprovisioning_leaves_a_foreign_thing", "missing: +vault")]
    [InlineData(Fault.DeletesForeignThings, "OwnershipConformance.Deprovisioning_leaves_a_foreign_thing", "missing: +vault")]
    [InlineData(Fault.MarksInALaterEffect, "CrashConformance.Provisioning_goes_on_after_a_crash_at_any_point", "failed as Conflict")]
    [InlineData(Fault.MakeIsNotIdempotent, "LifecycleConformance.Provisioning_again_changes_nothing_and_keeps_the_data", "There is a .* already")]
    [InlineData(Fault.MakesAnewOnRepeat, "LifecycleConformance.Provisioning_again_changes_nothing_and_keeps_the_data", "holds nothing")]
    [InlineData(Fault.EffectOutsideOfTheObserver, "LifecycleConformance.Every_change_is_an_effect_that_the_observer_is_told_of", "unexpected: vault lock")]
    [InlineData(Fault.ForgetsTheDoor, "CrashConformance.Provisioning_goes_on_after_a_crash_at_any_point", "missing: +key")]
    [InlineData(Fault.SessionsPreventRemoval, "LifecycleConformance.Deprovisioning_leaves_nothing_although_it_is_in_use", "While somebody is connected")]
    [InlineData(Fault.LeavesData, "LifecycleConformance.A_tenant_made_again_begins_empty", "still has what was written")]
    [InlineData(Fault.LeavesTheKey, "LifecycleConformance.Deprovisioning_leaves_nothing_although_it_is_in_use", "unexpected: key")]
    [InlineData(Fault.RemovalOfNothingFails, "LifecycleConformance.Deprovisioning_what_is_not_there_succeeds", "was never made")]
    [InlineData(Fault.ForgetsWhatItCannotReach, "CheckConformance.A_server_that_cannot_be_reached_is_found", "deprovisioning succeeded")]
    [InlineData(Fault.KeepsTheFormerPassword, "LifecycleConformance.Provisioning_again_changes_nothing_and_keeps_the_data", "set anew what is random")]
    [InlineData(Fault.ReturnsWhatItDidNotSet, "LifecycleConformance.A_new_tenant_can_be_used_with_the_settings_returned", "logging in with them fails")]
    [InlineData(Fault.TakesNothingBack, "TakeBackConformance.A_final_failure_takes_back_what_was_made", "unexpected: vault")]
    [InlineData(Fault.TakesBackTooMuch, "TakeBackConformance.A_final_failure_of_a_repeat_keeps_what_was_there", "missing: +vault")]
    [InlineData(Fault.TransientBecomesFinal, "CrashConformance.Provisioning_goes_on_after_a_time_out_at_any_effect", "failed as Configuration")]
    [InlineData(Fault.SwallowsTheObserver, "CrashConformance.Provisioning_goes_on_after_a_crash_at_any_point", "the observer threw, and the verb succeeded")]
    [InlineData(Fault.SharedPassword, "IsolationConformance.Tenants_have_secrets_of_their_own", "com.mendix.storage.vault.Password")]
    [InlineData(Fault.OpensTheVaultToAll, "IsolationConformance.A_tenant_cannot_enter_another_one", "these succeeded: reading")]
    [InlineData(Fault.SharedState, "ConcurrencyConformance.Many_tenants_at_once_end_as_one_after_another", "at the same time")]
    [InlineData(Fault.SecretInDescription, "SecrecyConformance.No_secret_gets_out_when_all_goes_well", "in the notice of an effect|in a log line|in a preview|of a log line")]
    [InlineData(Fault.SecretInLog, "SecrecyConformance.No_secret_gets_out_when_all_goes_well", "'password' stands in .*log line")]
    [InlineData(Fault.SecretInException, "SecrecyConformance.No_secret_gets_out_when_something_fails", "'password' stands in an exception")]
    [InlineData(Fault.SecretInTrace, "SecrecyConformance.No_secret_gets_out_when_all_goes_well", "the tag password of a trace")]
    [InlineData(Fault.SecretInCheck, "SecrecyConformance.No_secret_gets_out_when_something_fails", "'password' stands in a check")]
    [InlineData(Fault.IgnoresCancellation, "CancellationConformance.No_effect_is_begun_after_a_cancellation", "more effects followed")]
    [InlineData(Fault.TellsCancellationAsFailure, "CancellationConformance.Cancelling_at_any_await_is_made_good_by_a_repeat", "failed as Transient: It took too long")]
    [InlineData(Fault.SucceedsWhenCancelled, "CancellationConformance.Cancelling_at_any_await_is_made_good_by_a_repeat", "and yet succeeded")]
    [InlineData(Fault.RotationIgnoresCancellation, "CancellationConformance.No_effect_of_a_rotation_is_begun_after_a_cancellation", "more effects followed")]
    [InlineData(Fault.CancelledRotationCleansUp, "CancellationConformance.Cancelling_a_rotation_at_any_await_locks_nobody_out", "a rotation was cancelled at await .*, logging in with them fails")]
    [InlineData(Fault.AcceptsUnknownFields, "PlanConformance.A_bad_plan_is_refused_with_the_field_and_the_remedy", "noSuchField, unknown: it is accepted")]
    [InlineData(Fault.QuotesMisplacedSecrets, "PlanConformance.A_secret_in_the_wrong_place_is_refused_and_not_quoted", "quotes its value")]
    [InlineData(Fault.CheckLeavesSomething, "CheckConformance.A_good_plan_passes_and_nothing_is_changed", "unexpected: vault probe")]
    [InlineData(Fault.CheckPassesAlways, "CheckConformance.Wrong_credentials_are_found", "'credentials' it passes")]
    [InlineData(Fault.RightsAreNotNamed, "CheckConformance.Each_missing_right_is_named", "without BUILD the check says")]
    [InlineData(Fault.PreviewIsShort, "PreviewConformance.Provisioning_a_new_tenant_does_what_the_preview_said", "performed: BUILD")]
    [InlineData(Fault.PreviewMakes, "PreviewConformance.Provisioning_a_new_tenant_does_what_the_preview_said", "After a preview")]
    [InlineData(Fault.RotationChangesTheOnlyKey, "RotationConformance.Nobody_is_refused_who_was_not_told_to_switch", "was refused")]
    [InlineData(Fault.WithdrawalDoesNothing, "RotationConformance.Nobody_is_refused_who_was_not_told_to_switch", "withdrawal .*, logging in with them succeeds")]
    [InlineData(Fault.WithdrawalTakesBoth, "RotationConformance.Nobody_is_refused_who_was_not_told_to_switch", "leaves the credentials in use alone")]
    [InlineData(Fault.SecondKeyIsForgotten, "RotationConformance.Rotation_and_withdrawal_go_on_after_a_crash_at_any_point", "withdrawal .*, logging in with them succeeds")]
    [InlineData(Fault.RotatesForStrangers, "RotationConformance.The_settings_of_another_tenant_are_refused", "a rotation succeeded")]
    [InlineData(Fault.RetainsNothing, "RetentionConformance.Data_stays_and_credentials_go", "nothing is left")]
    [InlineData(Fault.RetainsTheKey, "RetentionConformance.Data_stays_and_credentials_go", "logging in with them succeeds")]
    [InlineData(Fault.HidesACapability, "DeclarationConformance.Capabilities_and_exemptions_agree", "does not say ProvisionerCapabilities.Rotate")]
    [InlineData(Fault.TellsTheRuntimeNothing, "LifecycleConformance.The_settings_are_those_that_the_runtime_knows", "com.mendix.core.StorageService")]
    public async Task A_fault_is_found_by_the_test_that_is_there_for_it(Fault fault, string test, string words)
    {
        var failure = await KitRun.FailureAsync(test, new VaultFixture { Fault = fault });
        Assert.NotNull(failure);
        Assert.StartsWith("The contract: ", failure.Message, StringComparison.Ordinal);
        Assert.Matches(words, failure.Message);
        Assert.DoesNotContain(VaultServer.AdministratorPassword, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_tried() =>
        Assert.Equal(
            Enum.GetValues<Fault>().Where(fault => fault != Fault.None),
            typeof(FaultTests).GetMethod(nameof(A_fault_is_found_by_the_test_that_is_there_for_it))!
                .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
                .Select(data => (Fault)(int)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!));

    [Fact]
    public async Task A_fault_of_shared_state_is_found_every_time()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            Assert.NotNull(await KitRun.FailureAsync(
                "ConcurrencyConformance.Many_tenants_at_once_end_as_one_after_another", new VaultFixture { Fault = Fault.SharedState }));
        }
    }
}
