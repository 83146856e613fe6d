"""
Makes moto's CloudFormation do on an update what AWS's does, and know the resource types of this folder.

Left as it is: parameters, conditions, intrinsic functions, references, generated names, events.
"""

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError

import iam_types
import lambda_types
import stand_in
import watch_types

OWN_TYPES = {**iam_types.TYPES, **lambda_types.TYPES, **watch_types.TYPES}

_class_from_moto = parsing.resource_class_from_type
_create_from_moto = parsing.ResourceMap.create
_update_from_moto = parsing.parse_and_update_resource


def install():
    parsing.resource_class_from_type = resource_class
    parsing.ResourceMap.create = create
    parsing.ResourceMap.update = update


def resource_class(resource_type):
    if resource_type in OWN_TYPES:
        return OWN_TYPES[resource_type]
    if resource_type in stand_in.REASONS:
        return stand_in.StandIn
    known = None if resource_type.startswith("Custom::") else _class_from_moto(resource_type)
    if known is None:
        raise ValidationError(message=f"{resource_type}: got a type that moto does not have; add it to stand_in.py with the reason why that is enough")
    return known


def create(self, template):
    dependency_order(template["Resources"])
    return _create_from_moto(self, template)


def update(self, template, parameters=None):
    """In the order of dependencies; what was replaced or left out goes last, unless it is to be retained."""
    before, after = self._resource_json_map, template["Resources"]
    order = dependency_order(after)
    self._template, self._resource_json_map = template, after
    self.input_parameters = parameters or self.input_parameters
    self.load()
    changed, replaced = set(), []
    for name in order:
        if name not in before:
            _ = self[name]
        elif after[name] != before[name] or references(after[name]) & changed:
            old = self._parsed_resources[name]
            old_id = old.physical_resource_id
            new = _update_from_moto(name, after[name], self, self._account_id, self._region_name)
            if new is None:
                raise ValidationError(message=f"{name}: moto cannot update {after[name]['Type']}")
            self._parsed_resources[name] = new
            if new.physical_resource_id == old_id:
                continue
            changed.add(name)
            replaced.append((old, {**before[name], "DeletionPolicy": before[name].get("UpdateReplacePolicy")}))
    removed = [name for name in reversed(dependency_order(before)) if name not in after]
    for old, json in [*replaced, *((self._parsed_resources.pop(name), before[name]) for name in removed)]:
        if json.get("DeletionPolicy") not in ("Retain", "RetainExceptOnCreate"):
            self._delete_resource(old, json)


def dependency_order(resources):
    """The resources' names, each after those it needs; a circle is refused as AWS refuses it."""
    order, path = [], []

    def visit(name):
        if name in order:
            return
        if name in path:
            raise ValidationError(message=f"Circular dependency between resources: [{', '.join(path[path.index(name):])}]")
        path.append(name)
        for needed in sorted(references(resources[name])):
            if needed in resources:
                visit(needed)
        path.pop()
        order.append(name)

    for name in resources:
        visit(name)
    return order


def references(value):
    """The logical ids that a part of a template refers to."""
    if isinstance(value, list):
        return {name for item in value for name in references(item)}
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, item in value.items():
        if key == "Metadata":
            continue
        if key == "Ref" and isinstance(item, str):
            found.add(item)
        elif key == "Fn::GetAtt":
            found.add(item.split(".")[0] if isinstance(item, str) else item[0])
        elif key == "DependsOn":
            found.update([item] if isinstance(item, str) else item)
        elif key == "Fn::Sub":
            text = item if isinstance(item, str) else item[0]
            found.update(part.split("}")[0].split(".")[0] for part in text.split("${")[1:])
            found |= references(item)
        else:
            found |= references(item)
    return found
