import {paper} from './paper.ts';
import {Profile} from './profile.ts';
import {quick} from './quick.ts';
import {standard} from './standard.ts';

/** The profiles by name; the first is the default. */
export const profiles: Readonly<Record<Profile['name'], Profile>> = {quick, standard, paper};

/** Throws a `ZodError` for a name that is none. */
export const profileNamed = (name: string): Profile => profiles[Profile.shape.name.parse(name)];
