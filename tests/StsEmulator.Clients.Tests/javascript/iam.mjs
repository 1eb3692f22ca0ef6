// The life of a role and its instance profile, with what each step answered.
import {
  AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand, CreateRoleCommand, CreateServiceLinkedRoleCommand, DeleteInstanceProfileCommand,
  DeleteRoleCommand, DeleteServiceLinkedRoleCommand, GetInstanceProfileCommand, GetRoleCommand, GetServiceLinkedRoleDeletionStatusCommand, IAMClient,
  paginateListRoles, RemoveRoleFromInstanceProfileCommand, TagRoleCommand, UpdateRoleCommand,
} from "@aws-sdk/client-iam";

const iam = new IAMClient({ credentials: { accessKeyId: "test", secretAccessKey: "test" }, maxAttempts: 1 });
const send = (Command, input) => iam.send(new Command(input));
const outcomeOf = async (Command, input) => {
  try {
    await send(Command, input);
    return "answered";
  } catch (error) {
    return `${error.name} ${error.$metadata?.httpStatusCode}`;
  }
};
const trust = JSON.stringify({
  Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const role = { RoleName: "javascript" }, profile = { InstanceProfileName: "javascript" };

const created = await send(CreateRoleCommand, { ...role, Path: "/js/", AssumeRolePolicyDocument: trust, Tags: [{ Key: "a", Value: "" }] });
const again = await outcomeOf(CreateRoleCommand, { ...role, AssumeRolePolicyDocument: trust });
const malformed = await outcomeOf(CreateRoleCommand, { RoleName: "other", AssumeRolePolicyDocument: "{}" });
await send(UpdateRoleCommand, { ...role, Description: "Köln", MaxSessionDuration: 7200 });
await send(TagRoleCommand, { ...role, Tags: [{ Key: "b", Value: "2" }] });
const read = (await send(GetRoleCommand, role)).Role;
await send(CreateInstanceProfileCommand, profile);
await send(AddRoleToInstanceProfileCommand, { ...profile, ...role });
const held = (await send(GetInstanceProfileCommand, profile)).InstanceProfile;
const tooEarly = [await outcomeOf(DeleteRoleCommand, role), await outcomeOf(DeleteInstanceProfileCommand, profile)];
const listed = [];
for await (const page of paginateListRoles({ client: iam, pageSize: 1 }, { PathPrefix: "/js/" }))
  listed.push(...page.Roles.map((each) => each.RoleName));
const linked = (await send(CreateServiceLinkedRoleCommand, { AWSServiceName: "lex.amazonaws.com" })).Role;
const protectedRole = await outcomeOf(DeleteRoleCommand, { RoleName: linked.RoleName });
const { DeletionTaskId } = await send(DeleteServiceLinkedRoleCommand, { RoleName: linked.RoleName });
const { Status } = await send(GetServiceLinkedRoleDeletionStatusCommand, { DeletionTaskId });
await send(RemoveRoleFromInstanceProfileCommand, { ...profile, ...role });
await send(DeleteInstanceProfileCommand, profile);
await send(DeleteRoleCommand, role);
console.log(JSON.stringify({
  arn: created.Role.Arn, isSame: created.Role.RoleId === read.RoleId, trust: decodeURIComponent(read.AssumeRolePolicyDocument) === trust,
  again, malformed, description: read.Description, longest: read.MaxSessionDuration, tags: read.Tags.map((tag) => tag.Key).join(),
  lastUsed: JSON.stringify(read.RoleLastUsed), held: held.Roles[0].RoleName, tooEarly: tooEarly.join(), listed: listed.join(),
  linked: linked.RoleName, protectedRole, status: Status, gone: await outcomeOf(GetRoleCommand, role),
}));
